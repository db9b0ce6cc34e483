"""Runs one step of Assay by spark-submit and reads from the run's manifest how it ended."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from airflow.sdk.exceptions import AirflowException, AirflowFailException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import ObjectStoragePath

USAGE, BUDGET, CHECK = 2, 3, 4


@dataclass(frozen=True)
class Manifest:
    """What the run's manifest says of its last command."""

    started_at: str | None
    exit_code: int | None
    message: str | None

    @classmethod
    def read(cls, path: str) -> Manifest:
        """The manifest at a local path or URI; empty where there is none yet."""
        file = ObjectStoragePath(path)
        if not file.exists():
            return cls(None, None, None)
        content = json.loads(file.read_text())
        started_at = content["application"].get("started_at")
        return cls(started_at, content["exit_code"], content["message"])


class AssayStepOperator(SparkSubmitOperator):
    """SparkSubmitOperator knows success and failure only, in cluster mode not even an exit code.

    After a failure this one reads the manifest, or the exit code where the command ended before it
    wrote one: a budget that was reached (3) lets the DAG go on, a wrong task, gold or check (2, 4)
    is never retried, anything else is left to ``retries``.

    :param manifest: path or URI of the run's ``manifest.json``, templated
    """

    template_fields = (*SparkSubmitOperator.template_fields, "manifest")

    def __init__(self, *, manifest: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.manifest = manifest

    def execute(self, context: Any) -> dict[str, Any]:
        """Returns exit code and message, which the following tasks may pull."""
        before = Manifest.read(self.manifest)
        try:
            super().execute(context)
        except AirflowException as error:
            after = Manifest.read(self.manifest)
            # A manifest of an earlier command says nothing of this one.
            manifest = after if after != before else Manifest(None, submitted(error), None)
            if manifest.exit_code is None:
                raise
            return self._outcome(manifest, error)
        return {"exit_code": 0, "message": None}

    def _outcome(self, manifest: Manifest, error: AirflowException) -> dict[str, Any]:
        if manifest.exit_code == BUDGET:
            self.log.warning("The budget is used up, the next steps go on with what there is: %s", manifest.message)
            return {"exit_code": BUDGET, "message": manifest.message}
        said = f"{self.task_id} ended with exit code {manifest.exit_code}: {manifest.message or error}"
        if manifest.exit_code in (USAGE, CHECK):
            raise AirflowFailException(said) from error
        raise AirflowException(said) from error


def submitted(error: AirflowException) -> int | None:
    """The exit code that spark-submit passed on, which it does in client mode only."""
    code = re.search(r"Error code is: (\d+)", str(error))
    return int(code[1]) if code else None
