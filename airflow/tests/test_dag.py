"""The DAG as Airflow sees it: tasks, edges, retries, dates, command lines."""

import importlib
import json
import os
from datetime import datetime, timezone
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag
from conftest import DAGS
from jinja2 import Environment

PROJECT = DAGS.parents[1]
STEPS = json.loads((PROJECT / "conf/steps.json").read_text())


@pytest.fixture
def dag():
    bag = DagBag(str(DAGS))
    assert bag.import_errors == {}
    assert list(bag.dags) == ["assay"]
    return bag.dags["assay"]


@pytest.fixture
def settings():
    return importlib.import_module("assay").Settings


def command(dag, name, **context):
    """The words that the operator would run, its templates rendered."""
    operator = dag.get_task(name)
    jinja = Environment()
    jinja.globals.update(dag.user_defined_macros)
    render = lambda word: jinja.from_string(word).render(params={"date": None}, **context)
    operator.application_args = [render(word) for word in operator.application_args]
    return operator._get_hook()._build_spark_submit_command(operator.application)


def arguments(words):
    """What stands behind the jar."""
    return words[next(i for i, word in enumerate(words) if word.endswith(".jar")) + 1 :]


def test_the_tasks_are_the_steps_with_their_order(dag):
    assert set(dag.task_ids) == {step["name"] for step in STEPS} | {"verdict"}
    for step in STEPS:
        assert dag.get_task(step["name"]).upstream_task_ids == set(step["after"]), step["name"]
    assert dag.get_task("verdict").upstream_task_ids == {"report", "ask"}


def test_only_free_steps_are_retried(dag):
    retries = {step["name"]: dag.get_task(step["name"]).retries for step in STEPS}
    assert retries.pop("ask") == 0
    assert set(retries.values()) == {2}


def test_one_run_and_one_step_at_a_time_and_no_catching_up(dag):
    assert (dag.max_active_runs, dag.max_active_tasks, dag.catchup) == (1, 1, False)
    assert "What a retry costs" in dag.doc_md
    assert type(dag.timetable).__name__ == "CronDataIntervalTimetable"


def test_a_scheduled_run_is_for_the_day_of_its_data_interval(dag):
    words = arguments(command(dag, "predict", ds="2026-03-01"))
    assert words[0] == "predict"
    assert words[words.index("--ds") + 1] == "2026-03-01"


def test_the_date_of_the_parameters_goes_first(dag):
    given = dag.user_defined_macros["run_date"]
    assert given("2026-02-03", "2026-03-01") == "2026-02-03"


def test_a_run_without_any_date_says_what_to_do(dag):
    with pytest.raises(ValueError, match="parameter date"):
        command(dag, "ingest")


def test_spark_submit_gets_class_and_properties(dag):
    words = command(dag, "embed", ds="2026-03-01")
    assert words[words.index("--class") + 1] == "io.assay.job.Assay"
    assert words[words.index("--properties-file") + 1].endswith("conf/spark-defaults.conf")
    assert any(word.startswith("spark.driver.extraJavaOptions=-Duser.timezone=UTC") for word in words)


def test_settings_come_from_the_environment(settings):
    own = settings.of({"ASSAY_DAG_LLM": "vllm", "ASSAY_DAG_LAKE": "s3a://lake", "ASSAY_DAG_SPARK_CONF": '{"a": "1"}'})
    assert own.arguments("ask")[-2:] == ["--llm", "vllm"]
    assert own.run().startswith("s3a://lake/runs/gif-mood/")
    assert own.submit_conf()["a"] == "1"
    assert "--llm" not in settings().arguments("ask")


def test_command_lines_are_left_for_the_real_parser(dag):
    """The Java test that starts these tests parses them."""
    lines = [arguments(command(dag, step["name"], ds="2026-03-01")) for step in STEPS]
    assert len(lines) == len(STEPS)
    Path(os.environ["ASSAY_TEST_LINES"]).write_text(json.dumps(lines))
