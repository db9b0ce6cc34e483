"""Assay, a task a step: which tool should label the posts of a day.

**What a run buys.** Only `ask` spends money: at most `budget.usd` of the task file for a run and
`budget.usd_per_month` for a month, and nothing for a text that was answered before. When the budget
is used up the DAG goes on with the answers that there are; `verdict` says so.

**What a retry costs.** Every step but `ask` is retried for free: what is complete is skipped, what
was not finished is done again. `ask` is not retried by itself; clear it to go on, answered texts
are not paid twice.

**Batches.** With ``ASSAY_DAG_BATCH=true`` a task `ask_submit` hands the requests to the provider's
batch API, at half the price, and `ask` takes the answers: it is retried every half hour for a day,
which costs nothing.

**How a step ends.** Budget used up (exit code 3): the DAG goes on. A wrong task or gold (2) or a
failed check (4): the DAG fails at once, with the message of the run's manifest. Anything else,
such as an input that is not there yet (5): retried where that is free.

**Dates.** A run is for the day of its data interval, or for the date in its parameters, which a run
that was started by hand or by an asset needs.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml
from airflow.sdk import DAG, ObjectStoragePath, Param, task
from airflow.timetables.interval import CronDataIntervalTimetable
from assay_step import AssayStepOperator

PREFIX = "ASSAY_DAG_"
PROJECT = Path(os.environ.get("ASSAY_PROJECT", Path(__file__).resolve().parents[2]))


@dataclass(frozen=True)
class Settings:
    """Each is the environment variable ASSAY_DAG_<NAME> of the scheduler and its workers.

    Paths are absolute; ``{ds}`` in them stands for the run's date. The scheduler reads the task file
    and ``conf``; ``spark_conf`` is JSON.
    """

    project: str = str(PROJECT)
    jar: str = str(PROJECT / "jobs/target/assay.jar")
    task: str = str(PROJECT / "conf/tasks/gif-mood.yaml")
    posts: str = str(PROJECT / "test-data/posts.jsonl")
    gold: str = str(PROJECT / "test-data/gold.jsonl")
    lake: str = str(PROJECT / "lake")
    conf: str = str(PROJECT / "conf")
    home: str = ""
    llm: str = ""
    max_usd: str = ""
    batch: str = ""
    cron: str = "0 3 * * *"
    spark_conf: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, environment: dict[str, str]) -> Settings:
        """What is not set, or set to nothing, keeps its default; a name that is none is refused."""
        given = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items() if name.startswith(PREFIX)}
        names = [setting.name for setting in fields(cls)]
        if unknown := sorted(given.keys() - set(names)):
            raise ValueError(f"no settings of this DAG: {', '.join(unknown)}; there are {', '.join(names)}")
        given = {name: value for name, value in given.items() if value}
        if "spark_conf" in given:
            given["spark_conf"] = json.loads(given["spark_conf"])
        return cls(**given)

    def steps(self) -> list[dict[str, Any]]:
        """The steps as Assay lists them."""
        return json.loads((Path(self.conf) / "steps.json").read_text())

    def run(self) -> str:
        """The run's folder, with the date as a template."""
        name = yaml.safe_load(Path(self.task).read_text())["task"]
        lake = self.lake if "://" in self.lake else f"file://{self.lake}"
        return f"{lake}/runs/{name}/{DATE}"

    def arguments(self, step: str, batch: str = "") -> list[str]:
        """What stands behind the jar: an option and its value, in turn."""
        options = {
            "--task": self.task,
            "--posts": self.posts,
            "--gold": self.gold,
            "--lake": self.lake,
            "--ds": DATE,
            "--conf": self.conf,
            "--llm": self.llm,
            "--max-usd": self.max_usd,
            "--batch": batch,
        }
        given = {option: value.replace("{ds}", DATE) for option, value in options.items() if value}
        return [step, *(word for pair in given.items() for word in pair)]

    def submit_conf(self) -> dict[str, str]:
        """Properties of spark-submit; with REST a standalone master runs drivers in cluster mode."""
        log = f"-Dlog4j2.configurationFile={self.conf}/log4j2-submit.properties"
        home = f" -Dassay.home={self.home}" if self.home else ""
        return {
            "spark.master.rest.enabled": "true",
            "spark.driver.extraJavaOptions": f"-Duser.timezone=UTC {log}{home}",
            **self.spark_conf,
        }


def run_date(given: str | None, ds: str | None) -> str:
    """The run's date: the parameter's, else the data interval's."""
    if not (given or ds):
        raise ValueError("this run has no date of its own: give one as the parameter date, such as 2026-03-01")
    return given or ds


DATE = "{{ run_date(params.date, ds | default(none)) }}"
SETTINGS = Settings.of(dict(os.environ))


@task
def verdict(run: str, asked: dict[str, Any] | None) -> dict[str, Any]:
    """What the run ended with, for whoever comes next."""
    decision = json.loads((ObjectStoragePath(run) / "decision.json").read_text())
    budget = asked["message"] if asked and asked["exit_code"] == 3 else None
    return {
        "verdict": decision["verdict"],
        "recommended": decision["recommended"],
        "report": f"{run}/report.html",
        "budget_reached": budget,
    }


with DAG(
    dag_id="assay",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable(SETTINGS.cron, timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    # A run has one writer at a time, which its lock enforces.
    max_active_tasks=1,
    tags=["assay"],
    params={"date": Param(None, type=["null", "string"], format="date", description="YYYY-MM-DD; empty: the data interval's day")},
    user_defined_macros={"run_date": run_date},
    default_args={"execution_timeout": timedelta(hours=12)},
) as dag:
    def operator(name: str, step: dict[str, Any], batch: str = "", **more: Any) -> AssayStepOperator:
        return AssayStepOperator(
            task_id=name,
            doc_md=f"Assay {step['does']}. Tables: {', '.join(step['tables']) or 'none'}.",
            application=SETTINGS.jar,
            java_class="io.assay.job.Assay",
            name=f"assay {name}",
            application_args=SETTINGS.arguments(step["name"], batch),
            properties_file=f"{SETTINGS.conf}/spark-defaults.conf",
            conf=SETTINGS.submit_conf(),
            manifest=f"{SETTINGS.run()}/manifest.json",
            **{"retries": 2 if step["retry"] else 0, "retry_delay": timedelta(minutes=5), **more},
        )

    tasks: dict[str, AssayStepOperator] = {}
    for step in SETTINGS.steps():
        name = step["name"]
        earlier = [tasks[before] for before in step["after"]]
        if name == "ask" and SETTINGS.batch.lower() == "true":
            submit = operator("ask_submit", step, batch="submit")
            tasks[name] = operator(name, step, batch="fetch", retries=50, retry_delay=timedelta(minutes=30))
            earlier >> submit >> tasks[name]
        else:
            tasks[name] = operator(name, step)
            tasks[name] << earlier
    tasks["report"] >> verdict(SETTINGS.run(), tasks["ask"].output)
