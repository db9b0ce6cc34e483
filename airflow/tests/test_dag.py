"""The DAG as Airflow sees it: tasks, edges, retries, dates, command lines."""

import importlib
import json
import os
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import Param
from conftest import DAGS

PROJECT = DAGS.parents[1]
STEPS = json.loads((PROJECT / "conf/steps.json").read_text())
EVERYTHING = {"ASSAY_DAG_LLM": "vllm", "ASSAY_DAG_MAX_USD": "0.5", "ASSAY_DAG_POSTS": "s3a://posts/ds={ds}/*.parquet"}


@pytest.fixture
def load(monkeypatch):
    """The DAG as it is read under some settings."""

    def dag(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        bag = DagBag(str(DAGS))
        assert bag.import_errors == {}
        assert list(bag.dags) == ["assay"]
        return bag.dags["assay"]

    return dag


@pytest.fixture
def dag(load):
    return load()


@pytest.fixture
def settings():
    return importlib.import_module("assay").Settings


def rendered(dag, name, date=None, **context):
    """An operator whose templates Airflow has filled in."""
    operator = dag.get_task(name)
    operator.render_template_fields({"params": {"date": date}, **context}, dag.get_template_env())
    return operator


def command(operator):
    """The words that it would run."""
    return operator._get_hook()._build_spark_submit_command(operator.application)


def arguments(operator):
    """What stands behind the jar."""
    words = command(operator)
    return words[words.index(operator.application) + 1 :]


def value(words, option):
    return words[words.index(option) + 1]


def test_the_tasks_are_the_steps_with_their_order(dag):
    assert set(dag.task_ids) == {step["name"] for step in STEPS} | {"verdict"}
    for step in STEPS:
        assert dag.get_task(step["name"]).upstream_task_ids == set(step["after"]), step["name"]
    assert dag.get_task("verdict").upstream_task_ids == {"report", "ask"}


def test_only_free_steps_are_retried(dag):
    retries = {step["name"]: dag.get_task(step["name"]).retries for step in STEPS}
    assert retries == {step["name"]: 2 if step["retry"] else 0 for step in STEPS}
    assert retries["ask"] == 0


def test_a_batch_is_submitted_once_and_fetched_when_it_is_ready(load):
    dag = load(ASSAY_DAG_BATCH="true")
    submit, fetch = (rendered(dag, name, ds="2026-03-01") for name in ("ask_submit", "ask"))
    assert [value(arguments(task), "--batch") for task in (submit, fetch)] == ["submit", "fetch"]
    assert (arguments(submit)[0], arguments(fetch)[0]) == ("ask", "ask")
    assert (submit.upstream_task_ids, fetch.upstream_task_ids) == ({"sample"}, {"ask_submit"})
    assert (submit.retries, fetch.retries) == (0, 50)
    assert fetch.retries * fetch.retry_delay.total_seconds() > 24 * 3600
    assert "ask_submit" not in load(ASSAY_DAG_BATCH="").task_ids


def test_one_run_and_one_step_at_a_time_and_no_catching_up(dag):
    assert (dag.max_active_runs, dag.max_active_tasks, dag.catchup) == (1, 1, False)
    assert "What a retry costs" in dag.doc_md
    assert type(dag.timetable).__name__ == "CronDataIntervalTimetable"


def test_a_scheduled_run_is_for_the_day_of_its_data_interval(dag):
    operator = rendered(dag, "predict", ds="2026-03-01")
    assert arguments(operator)[0] == "predict"
    assert value(arguments(operator), "--ds") == "2026-03-01"
    assert operator.manifest == f"file://{PROJECT}/lake/runs/gif-mood/2026-03-01/manifest.json"


def test_the_date_of_the_parameters_goes_first(dag):
    operator = rendered(dag, "predict", date="2026-02-03", ds="2026-03-01")
    assert value(arguments(operator), "--ds") == "2026-02-03"
    assert "/2026-02-03/" in operator.manifest


def test_a_run_without_a_date_takes_that_of_its_parameters(dag):
    """A run that was started by hand, or by an asset, has no ds at all."""
    assert value(arguments(rendered(dag, "ingest", date="2026-02-03")), "--ds") == "2026-02-03"


def test_a_run_without_any_date_says_what_to_do(dag):
    with pytest.raises(ValueError, match="parameter date"):
        rendered(dag, "ingest")


@pytest.mark.parametrize("date", ["yesterday", "2026-13-01"])
def test_a_date_that_is_none_is_refused(dag, date):
    param: Param = dag.params.get_param("date")
    assert param.resolve("2026-02-03") == "2026-02-03"
    with pytest.raises(Exception, match="date"):
        param.resolve(date)


def test_spark_submit_gets_class_and_properties(dag):
    words = command(rendered(dag, "embed", ds="2026-03-01"))
    assert value(words, "--class") == "io.assay.job.Assay"
    assert value(words, "--properties-file").endswith("conf/spark-defaults.conf")
    assert any(word.startswith("spark.driver.extraJavaOptions=-Duser.timezone=UTC") for word in words)


def test_settings_come_from_the_environment(load):
    dag = load(**EVERYTHING, ASSAY_DAG_LAKE="s3a://lake", ASSAY_DAG_SPARK_CONF='{"spark.cores.max": "1"}')
    operator = rendered(dag, "ask", ds="2026-03-01")
    words = arguments(operator)
    assert value(words, "--posts") == "s3a://posts/ds=2026-03-01/*.parquet"
    assert (value(words, "--llm"), value(words, "--max-usd")) == ("vllm", "0.5")
    assert operator.manifest.startswith("s3a://lake/runs/gif-mood/2026-03-01/")
    assert "spark.cores.max=1" in command(operator)


def test_what_is_not_set_is_no_option(settings):
    assert "--llm" not in settings.of({"ASSAY_DAG_LLM": ""}).arguments("ask")


def test_a_setting_that_is_none_is_refused(settings):
    with pytest.raises(ValueError, match="no settings of this DAG: max_dollars; there are .*max_usd"):
        settings.of({"ASSAY_DAG_MAX_DOLLARS": "1"})


def test_the_folder_of_a_run_has_the_name_in_the_task_file(settings, tmp_path):
    task = tmp_path / "another-name.yaml"
    task.write_text("task: mini\n")
    assert "/runs/mini/" in settings(task=str(task)).run()


def test_command_lines_are_left_for_the_real_parser(load, tmp_path):
    """The Java test that starts these tests parses them."""
    lines = []
    for environment in ({}, EVERYTHING):
        dag = load(**environment)
        lines += [arguments(rendered(dag, step["name"], ds="2026-03-01")) for step in STEPS]
    batch = load(ASSAY_DAG_BATCH="true")
    lines += [arguments(rendered(batch, name, ds="2026-03-01")) for name in ("ask_submit", "ask")]
    assert len({tuple(line) for line in lines}) == 2 * len(STEPS) + 2
    Path(os.environ.get("ASSAY_TEST_LINES", tmp_path / "lines.json")).write_text(json.dumps(lines))
