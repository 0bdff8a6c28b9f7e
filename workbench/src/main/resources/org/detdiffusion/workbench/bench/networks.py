"""Runs networks that are written as TorchScript methods, one operation after the other.

Each line that comes in asks for something in JSON; one line of JSON answers it.
"""

import json
import math
import sys
import textwrap
import time

import torch


class Operations:
    """TorchScript calls everything torch.something; Python has it in several places."""

    def __getattr__(self, name):
        for place in (torch, torch._C._nn, torch.ops.aten):
            if hasattr(place, name):
                return getattr(place, name)
        raise AttributeError(name)

    def arange(self, end, dtype, device):
        assert dtype == 6  # float32
        return torch.arange(end, dtype=torch.float32, device=device)


class Network:
    def __init__(self, source, inputs, parameters):
        names = {"torch": Operations()}
        exec("from __future__ import annotations\n" + textwrap.dedent(source), names)
        self.run = names["run"]
        self.inputs = [torch.randn(shape) for shape in inputs]
        self.parameters = [self.parameter(shape) for shape in parameters]

    @staticmethod
    def parameter(shape):
        if len(shape) == 1:
            return torch.ones(shape).requires_grad_()
        bound = 1 / math.sqrt(math.prod(shape[1:]))
        return torch.empty(shape).uniform_(-bound, bound).requires_grad_()

    def forward(self):
        with torch.no_grad():
            self.run(None, *self.inputs, self.parameters)

    def gradients(self):
        total = self.run(None, *self.inputs, self.parameters).sum()
        torch.autograd.grad(total, self.parameters)


def answer(request, networks):
    if "load" in request:
        networks[request["load"]] = Network(
            request["source"], request["inputs"], request["parameters"])
        return {}
    if "drop" in request:
        networks.pop(request["drop"], None)
        return {}
    if "run" in request:
        network = networks[request["run"]]
        call = network.gradients if request["gradients"] else network.forward
        start = time.thread_time_ns()
        call()
        return {"nanoseconds": time.thread_time_ns() - start}
    return {"version": torch.__version__}


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    networks = {}
    for line in sys.stdin:
        try:
            result = answer(json.loads(line), networks)
        except Exception as problem:
            result = {"error": "%s: %s" % (type(problem).__name__, problem)}
        print(json.dumps(result), flush=True)


main()
