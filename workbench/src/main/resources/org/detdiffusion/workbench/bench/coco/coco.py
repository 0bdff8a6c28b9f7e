"""Evaluates boxes or masks with pycocotools.

Each line that comes in names two files and a type in JSON; one line of JSON answers it, with CPU times in seconds.
"""

import contextlib
import importlib.metadata
import io
import json
import sys
import time

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def version():
    packages = ["pycocotools", "numpy"]
    names = [name + " " + importlib.metadata.version(name) for name in packages]
    return ", ".join(names + ["Python " + sys.version.split()[0]])


def run(request):
    began = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO(request["groundTruth"])
        detected = truth.loadRes(request["detections"])
        read = time.process_time()
        evaluation = COCOeval(truth, detected, request["type"])
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    done = time.process_time()
    stats = [float(number) for number in evaluation.stats]
    return {"read": read - began, "evaluate": done - read, "stats": stats}


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(run(request) if request else {"version": version()}), flush=True)
