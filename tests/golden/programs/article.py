# The founding article's program: trace ResNet-18, look at layer1, inline it.
import torch
from torchvision.models import resnet18

model = resnet18()
model.eval()
dummy_input = torch.rand(1, 3, 224, 224)
with torch.no_grad():
    jit_model = torch.jit.trace(model, dummy_input)
jit_layer1 = jit_model.layer1
show("layer1.graph", str(jit_layer1.graph))
show("layer1.code", jit_layer1.code)
torch._C._jit_pass_inline(jit_layer1.graph)
show("layer1.inlined.code", jit_layer1.code)
