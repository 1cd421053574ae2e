# Layers that overwrite their input, one after the other.
import torch
from torch import nn

layers = [nn.Threshold(0.1, 20.0, inplace=True), nn.ReLU(inplace=True), nn.RReLU(inplace=True), nn.Hardtanh(inplace=True), nn.ReLU6(True), nn.Hardsigmoid(True), nn.SiLU(True), nn.Mish(True), nn.Hardswish(True), nn.ELU(0.5, True), nn.CELU(0.5, True), nn.SELU(True), nn.LeakyReLU(0.2, True), nn.Dropout(0.25, inplace=True), nn.Dropout3d(0.2, True)]
x = torch.rand(3, 4, 2, 2)
show_module(torch.jit.trace(nn.Sequential(nn.Conv2d(4, 4, 1), *layers).eval(), x, check_trace=False), "eval.")
show_module(torch.jit.trace(nn.Sequential(nn.Conv2d(4, 4, 1), *layers), x, check_trace=False), "train.")
