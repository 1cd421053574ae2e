# What the constructors warn of and refuse, and what they are called.
import warnings
import torch
from torchvision import models


def warned(name, make):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            make()
        except Exception as error:
            show(f"{name}.error", f"{type(error).__name__}: {error}")
    show(f"{name}.warned", "\n".join(f"{w.category.__name__}: {w.message}" for w in caught))


warned("pretrained", lambda: models.squeezenet1_1(pretrained=False))
warned("positional", lambda: models.squeezenet1_1(False))
warned("positional2", lambda: models.squeezenet1_1(False, True))
warned("none", lambda: models.squeezenet1_1(None))
warned("nowarn", lambda: models.squeezenet1_1(weights=None, progress=False))
warned("weightsfalse", lambda: models.squeezenet1_1(weights=False))
warned("googlenet", lambda: models.googlenet())
warned("unknown", lambda: models.get_model("nothing"))
warned("upper", lambda: models.get_model("SqueezeNet1_1"))
warned("version", lambda: models.SqueezeNet("2"))
warned("groups", lambda: models.resnext50_32x4d(groups=3))
warned("empty", lambda: models.EfficientNet([], 0.1))
warned("type", lambda: models.ConvNeXt([models.convnext.CNBlockConfig(8, None, 1), 1]))
warned("regnet", lambda: models.regnet.BlockParams.from_init_params(16, 47, 27, 2, 8))
warned("vit", lambda: models.VisionTransformer(30, 4, 1, 1, 4, 4))
warned("shuffle", lambda: models.ShuffleNetV2([1], [2]))
warned("shuffle2", lambda: models.shufflenetv2.InvertedResidual(4, 6, 1))
warned("mnas", lambda: models.MNASNet(0))
warned("conf", lambda: models.mobilenetv2.InvertedResidual(4, 4, 3, 1))
warned("list", lambda: show("list", str(models.list_models(include=["res*", "vgg*"], exclude="*_bn"))))
warned("listall", lambda: show("listall", str([n for n in models.list_models(models) if not n.startswith("maxvit")])))
b = models.regnet.BlockParams.from_init_params(22, 216, 55.59, 2.1, 128, bottleneck_multiplier=0.5)
show("params", str(vars(b)))
show("config", repr(models.convnext.CNBlockConfig(3, None, 2)))
show("effconf", repr(models.efficientnet.MBConvConfig(6, 3, 2, 16, 24, 2, 1.1, 1.2, block=int)))
