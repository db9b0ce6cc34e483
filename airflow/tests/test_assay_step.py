"""What becomes of a step, by what its manifest says."""

import json

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from assay_step import AssayStepOperator


@pytest.fixture
def step(tmp_path, monkeypatch):
    """Runs the operator; spark-submit is replaced by what it leaves behind."""

    def run(exit_code, message="why", fails=True, started_at="2", earlier=True, said="Cannot execute: spark-submit"):
        file = tmp_path / "manifest.json"
        if earlier:
            write(file, 0, None, "1")

        def execute(self, context):
            if exit_code is not None:
                write(file, exit_code, message, started_at)
            if fails:
                raise AirflowException(said)

        monkeypatch.setattr(SparkSubmitOperator, "execute", execute)
        return AssayStepOperator(task_id="ask", application="a.jar", manifest=f"file://{file}").execute({})

    return run


def write(file, exit_code, message, started_at):
    content = {"exit_code": exit_code, "message": message, "application": {"started_at": started_at}}
    file.write_text(json.dumps(content))


def test_success_is_success(step):
    assert step(0, fails=False) == {"exit_code": 0, "message": None}


def test_a_budget_that_is_used_up_lets_the_next_steps_run(step):
    assert step(3, "the budget of $1 is used up") == {"exit_code": 3, "message": "the budget of $1 is used up"}


@pytest.mark.parametrize("exit_code", [2, 4])
def test_what_another_try_cannot_mend_is_not_retried(step, exit_code):
    with pytest.raises(AirflowFailException, match=f"ask ended with exit code {exit_code}: why"):
        step(exit_code)


@pytest.mark.parametrize("exit_code", [5, 70])
def test_what_another_try_may_mend_is_left_to_retries(step, exit_code):
    with pytest.raises(AirflowException, match=f"exit code {exit_code}: why") as raised:
        step(exit_code)
    assert not isinstance(raised.value, AirflowFailException)


def test_the_manifest_of_an_earlier_command_is_not_believed(step):
    with pytest.raises(AirflowException, match="^Cannot execute: spark-submit$"):
        step(None)


def test_a_driver_that_was_running_before_is_believed_once_it_has_ended(step, tmp_path):
    """Durable mode: the second attempt waits for the driver of the first."""
    write(tmp_path / "manifest.json", None, None, "2")
    assert step(3, "used up", started_at="2", earlier=False)["message"] == "used up"


def test_a_manifest_that_is_still_running_says_nothing(step, tmp_path):
    write(tmp_path / "manifest.json", None, None, "2")
    with pytest.raises(AirflowException, match="^Cannot execute: spark-submit$"):
        step(None, earlier=False)


def test_without_a_manifest_the_exit_code_of_spark_submit_counts(step):
    """A task file that is wrong has no name of its own, so no manifest."""
    with pytest.raises(AirflowFailException, match="ask ended with exit code 2: Cannot execute"):
        step(None, earlier=False, said="Cannot execute: spark-submit a.jar. Error code is: 2.")


def test_without_a_manifest_and_a_code_the_failure_stands(step):
    with pytest.raises(AirflowException, match="^Driver x badly exited"):
        step(None, earlier=False, said="Driver x badly exited with status FAILED")
