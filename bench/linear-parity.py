"""Fits what linear-parity.mjs wrote with scikit-learn and prints the figures of each model as JSON."""
import json
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression, SGDClassifier

given = json.load(open(sys.argv[1]))


def matrix(rows):
    data = np.concatenate([r["values"] for r in rows])
    columns = np.concatenate([r["indices"] for r in rows])
    ends = np.cumsum([0] + [len(r["indices"]) for r in rows])
    return csr_matrix((data, columns, ends), shape=(len(rows), given["size"]))


x, y = matrix(given["train"]), np.array([r["label"] for r in given["train"]])
held, wanted = matrix(given["held"]), np.array([r["label"] for r in given["held"]])
l2 = given["l2"]


def figures(model):
    start = time.process_time()
    model.fit(x, y)
    seconds = time.process_time() - start
    chances = model.predict_proba(held)
    loss = -np.mean(np.log(np.maximum(chances[np.arange(len(wanted)), wanted], 1e-15)))
    own = -np.mean(np.log(np.maximum(model.predict_proba(x)[np.arange(len(y)), y], 1e-15)))
    return {
        "accuracy": float(np.mean(model.predict(held) == wanted)),
        "loss": float(loss),
        "objective": float(own + l2 / 2 * np.sum(model.coef_**2)),
        "seconds": seconds,
    }


print(
    json.dumps(
        {
            "LogisticRegression": figures(LogisticRegression(C=1 / (l2 * len(y)), tol=1e-8, max_iter=5000)),
            "SGDClassifier": figures(
                SGDClassifier(loss="log_loss", alpha=l2, max_iter=given["passes"], tol=None, random_state=1)
            ),
        }
    )
)
