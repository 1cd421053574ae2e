# Networks whose layers see several before them.
import torch
from torchvision import models

torch.manual_seed(2)
show_network("densenet121", models.densenet121(), torch.rand(1, 3, 29, 31))
show_network("googlenet", models.googlenet(init_weights=True, transform_input=True), torch.rand(2, 3, 15, 17))
show_network("inception_v3", models.inception_v3(init_weights=True), torch.rand(1, 3, 75, 75))
