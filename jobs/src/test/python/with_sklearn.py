"""Learns from the features of each folder with scikit-learn and says what it predicts.

A folder holds `parameters.json` and the tables `train` and `test`, with `features`, `target`, and
`post_id` in `test`; it gets `predicted.parquet`.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

# An intercept is one more coefficient to this SVM; so scaled, its penalty does not show.
UNPENALISED = 10


def model(algorithm, parameters, posts):
    if algorithm == "LOGISTIC_REGRESSION":
        return LogisticRegression(C=1 / (parameters["regularization"] * posts), max_iter=10_000, tol=1e-8)
    if algorithm == "NAIVE_BAYES":
        return MultinomialNB(alpha=parameters["smoothing"])
    if algorithm == "LINEAR_SVM":
        strength = 1 / (parameters["regularization"] * posts)
        return LinearSVC(C=strength, loss="hinge", intercept_scaling=UNPENALISED, max_iter=100_000, random_state=1)
    if algorithm == "MULTILAYER_PERCEPTRON":
        hidden = (int(parameters["hidden"]),)
        return MLPClassifier(hidden, activation="logistic", solver="lbfgs", alpha=0, max_iter=int(parameters["iterations"]), random_state=1)
    raise ValueError(algorithm)


def features(table):
    return np.array(table["features"].to_pylist())


for folder in sorted(path.parent for path in Path(sys.argv[1]).glob("*/parameters.json")):
    asked = json.loads((folder / "parameters.json").read_text())
    train, test = pq.read_table(folder / "train"), pq.read_table(folder / "test")
    learned = model(asked["algorithm"], asked["parameters"], train.num_rows)
    learned.fit(features(train), train["target"].to_numpy())
    predicted = learned.predict(features(test))
    pq.write_table(pa.table({"post_id": test["post_id"], "predicted": predicted}), folder / "predicted.parquet")
