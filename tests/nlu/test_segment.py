"""分词：本盟的地名、单位名不拆开，也不影响全局的分词器。"""

from __future__ import annotations

import jieba

from nlu.segment import Segmenter


def test_names_of_places_and_units_stay_whole(gazetteer):
    words = Segmenter.with_names(gazetteer).words("阿左旗住建局欠巴润别立镇上海嘎查的工程款")
    assert words == ["阿左旗住建局", "欠", "巴润别立镇", "上海嘎查", "的", "工程款"]


def test_the_shared_segmenter_of_the_process_is_left_alone(gazetteer):
    before = dict(jieba.dt.FREQ)
    Segmenter.with_names(gazetteer)
    assert before == jieba.dt.FREQ
