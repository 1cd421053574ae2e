import torch
from torchvision.models import resnet18

model = resnet18()
model.eval()
dummy_input = torch.rand(1, 3, 224, 224)
with torch.no_grad():
    jit_model = torch.jit.trace(model, dummy_input)
jit_layer1 = jit_model.layer1
print(jit_layer1.graph)
print(jit_layer1.code)
torch._C._jit_pass_inline(jit_layer1.graph)
print(jit_layer1.code)
