"""说好几件事、各有一笔账的，分成几件；一件事的几条意见不分。"""

from __future__ import annotations

import pytest

from nlu.matters import matters_in


@pytest.mark.parametrize(
    "text",
    [
        "我要反映两个问题。第一，镇政府铺人行道砖欠我12万元到现在没给。第二，种苗基地的老板欠我们5个人3万2。",
        "反映两件事，一是左旗住建局欠我工程款20万，二是右旗交通局欠我工程款30万。",
    ],
)
def test_each_debt_of_an_announced_list_is_a_matter_of_its_own(text: str):
    spans = matters_in(text, is_matter=lambda part: True)
    assert len(spans) == 2
    assert text[spans[1][0] :].startswith(("第二", "二是"))


def test_several_complaints_of_one_office_stay_one_matter():
    text = "我有几个意见，第一，窗口态度不好，第二，办事要跑好几趟，第三，还让我补材料。"
    assert len(matters_in(text, is_matter=lambda part: True)) == 1


def test_a_list_nobody_announced_is_cut_only_where_the_topics_differ():
    text = "左旗住建局欠我工程款，第一笔20万没给，第二，质保金3万也没给，都是同一个合同。"
    assert len(matters_in(text, is_matter=lambda part: True)) == 1
