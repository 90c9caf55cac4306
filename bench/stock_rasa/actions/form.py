"""对照用的动作：核对表单，提交时说一句话。"""

from rasa_sdk import Action, FormValidationAction


class ValidateComplaintForm(FormValidationAction):
    def name(self):
        return "validate_complaint_form"


class ActionSubmit(Action):
    def name(self):
        return "action_submit"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="已记下，谢谢。")
        return []
