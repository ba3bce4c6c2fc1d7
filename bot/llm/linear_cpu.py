"""Linear layers for the processor: packed weights, and weights in int8.

Decoding reads every weight once for each step, so bytes are time, and so is the order in which
they lie. The rows of a product do not know of one another, so what one sequence gets does not
depend on what the others say.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import linear as dense

_WORTH_PACKING = 2**19  # numbers in a weight; smaller ones stay in the processor's cache
_PACKED_FOR = 16  # rows of a product; the layout serves one row and hundreds as well
_PACKED_FROM = 4  # rows
_FEW_ROWS = 16  # up to so many the kernel for int8 is faster than making the weight dense
_PART = 2048  # outputs made dense at a time, so that they stay in the cache
_LEVELS = 127


class PackedLinear(nn.Linear):
    """A linear layer whose weight also lies in blocks, as oneDNN's products read it.

    Over the usual layout a product of 4 to 32 rows, one for each sequence that is decoded, takes
    up to twice as long; over the blocks one of fewer rows takes a fifth longer. So both are kept.
    """

    packed: Tensor

    def __init__(self, linear: nn.Linear) -> None:
        """Take the weight of ``linear``, in float32, and pack it."""
        nn.Module.__init__(self)
        self.in_features, self.out_features = linear.in_features, linear.out_features
        self.weight, self.bias = linear.weight, linear.bias
        packed = torch.ops.mkldnn._reorder_linear_weight(self.weight.detach(), _PACKED_FOR)
        self.register_buffer("packed", packed, persistent=False)

    def forward(self, input: Tensor) -> Tensor:
        """The product with the weight, and the bias; (..., in) to (..., out)."""
        if input.numel() < _PACKED_FROM * self.in_features:
            return dense(input, self.weight, self.bias)
        output: Tensor = torch.ops.mkldnn._linear_pointwise(
            input, self.packed, self.bias, "none", [], ""
        )
        return output


class Int8Linear(nn.Linear):
    """A linear layer whose weight is kept in int8 with a scale for each output.

    Activations are rounded to bfloat16 for the products, and so are the sums before they are
    scaled. Few rows and many are summed in different orders, so a sum that lies between two
    bfloat16 numbers may be rounded to the other one.

    It is an ``nn.Linear``, so that adapters can be put beside it.
    """

    scales: Tensor
    ones: Tensor

    def __init__(self, linear: nn.Linear) -> None:
        """Quantize the weight of ``linear``; symmetric, by rows (round to nearest)."""
        nn.Module.__init__(self)
        self.in_features, self.out_features = linear.in_features, linear.out_features
        weight = linear.weight.detach().float()
        scales = weight.abs().amax(dim=1).clamp(min=torch.finfo(torch.float32).tiny) / _LEVELS
        quantized = (weight / scales[:, None]).round().to(torch.int8)
        self.weight = nn.Parameter(quantized, requires_grad=False)
        self.register_buffer("scales", scales)
        self.register_buffer("ones", torch.ones(self.out_features, dtype=torch.bfloat16))
        self.bias = linear.bias

    def forward(self, input: Tensor) -> Tensor:
        """The product with the weight, and the bias; (..., in) to (..., out)."""
        rows = input.reshape(-1, self.in_features).to(torch.bfloat16)
        if len(rows) <= _FEW_ROWS:
            sums = torch._weight_int8pack_mm(rows, self.weight, self.ones)
        else:
            sums = torch.cat([_sums(rows, part) for part in self.weight.split(_PART)], dim=1)
        product = (sums * self.scales).to(input.dtype)
        output = product.view(*input.shape[:-1], self.out_features)
        return output if self.bias is None else output + self.bias


def quantize_int8(model: nn.Module) -> None:
    """Replace every linear layer of a model on the processor, its head too."""
    _replace(model, lambda linear: True, Int8Linear)


def pack(model: nn.Module) -> None:
    """Replace the large linear layers of a model in float32 on the processor."""
    if torch.backends.mkldnn.is_available():
        _replace(model, _worth_packing, PackedLinear)


def _worth_packing(linear: nn.Linear) -> bool:
    weight = linear.weight
    fits = weight.device.type == "cpu" and weight.dtype == torch.float32
    return fits and weight.numel() >= _WORTH_PACKING


def _replace(
    model: nn.Module,
    wanted: Callable[[nn.Linear], bool],
    replacement: Callable[[nn.Linear], nn.Linear],
) -> None:
    for module in list(model.modules()):
        for name, child in module.named_children():
            if type(child) is nn.Linear and wanted(child):
                setattr(module, name, replacement(child))


def _sums(rows: Tensor, weight: Tensor) -> Tensor:
    """The products with a part of the weight made dense: its numbers are whole, none is rounded."""
    if torch.ops.mkldnn._is_mkldnn_bf16_supported():
        return dense(rows, weight.to(torch.bfloat16))
    return dense(rows.float(), weight.float()).to(torch.bfloat16)
