"""Weight-only int8 on the processor: a quarter of the bytes to read for each token.

A token that is decoded reads every weight once, so bytes are time. Each row of a weight has its
own scale; activations stay as they are, rounded to bfloat16 for the products. What one sequence
gets does not depend on who is beside it: the rows of a product do not know of one another.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

_LEVELS = 127


class Int8Linear(nn.Linear):
    """A linear layer whose weight is kept in int8 with a scale for each output.

    It is an ``nn.Linear``, so that adapters can be put beside it.
    """

    scales: Tensor

    def __init__(self, linear: nn.Linear) -> None:
        """Quantize the weight of ``linear``; symmetric, by rows (round to nearest)."""
        nn.Module.__init__(self)
        self.in_features, self.out_features = linear.in_features, linear.out_features
        weight = linear.weight.detach().float()
        scales = weight.abs().amax(dim=1).clamp(min=torch.finfo(torch.float32).tiny) / _LEVELS
        quantized = (weight / scales[:, None]).round().to(torch.int8)
        self.weight = nn.Parameter(quantized, requires_grad=False)
        self.register_buffer("scales", scales.to(torch.bfloat16))
        self.bias = linear.bias

    def forward(self, input: Tensor) -> Tensor:
        """The product with the weight, and the bias; (..., in) to (..., out)."""
        rows = input.reshape(-1, self.in_features).to(torch.bfloat16)
        product = torch._weight_int8pack_mm(rows, self.weight, self.scales)
        output = product.to(input.dtype).view(*input.shape[:-1], self.out_features)
        return output if self.bias is None else output + self.bias


def quantize_int8(model: nn.Module) -> None:
    """Replace every linear layer of a model on the processor, its head too."""
    for module in model.modules():
        for name, child in module.named_children():
            if type(child) is nn.Linear:
                setattr(module, name, Int8Linear(child))
