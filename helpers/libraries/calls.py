"""One function for each call of a library: from image and kernel to the library's output.

Each takes ``(image, kernel, mode)``, and the general ones a name before them; mode None leaves the
call as short as it can be, so that the library's own default decides. Arrays go in and come out
without batches and channels.
"""

from pkgutil import resolve_name

import numpy as np


def named(name, x, h, mode):
    """Call a function that takes arrays and, as its third argument, the mode."""
    function = resolve_name(name.replace("np.", "numpy."))
    return function(x, h, *([mode] if mode else []))


def opencv(image, kernel, mode):
    """Call `cv2.filter2D`, which knows one size only."""
    import cv2

    return cv2.filter2D(image.astype(float), -1, kernel.astype(float))


def pillow(image, kernel, mode):
    """Call `PIL.ImageFilter.Kernel`; it computes in 8 bits and divides by `scale`."""
    from PIL import Image, ImageFilter

    rule = ImageFilter.Kernel(kernel.shape[::-1], kernel.ravel().tolist(), scale=1)
    return np.asarray(Image.fromarray(image.astype(np.uint8)).filter(rule)).astype(int)


def torch(name, image, kernel, mode):
    """Call a function of `torch.nn.functional`."""
    import torch

    x, w = (torch.tensor(v, dtype=torch.float64)[None, None] for v in (image, kernel))
    options = {"padding": mode} if mode else {}
    return getattr(torch.nn.functional, name)(x, w, **options)[0, 0].numpy()


def tensorflow(image, kernel, mode):
    """Call `tf.nn.conv2d`, which wants to be told its padding."""
    import tensorflow as tf

    x, w = image[None, :, :, None], kernel[:, :, None, None]
    options = {"padding": mode.upper()} if mode else {}
    y = tf.nn.conv2d(x.astype(np.float32), w.astype(np.float32), strides=1, **options)
    return y.numpy()[0, :, :, 0]


def keras(image, kernel, mode):
    """Call `keras.layers.Conv2D`."""
    import keras

    options = {"padding": mode} if mode else {}
    layer = keras.layers.Conv2D(1, kernel.shape, use_bias=False, **options)
    x = image[None, :, :, None].astype(np.float32)
    layer.build(x.shape)
    layer.set_weights([kernel[:, :, None, None]])
    return np.asarray(layer(x))[0, :, :, 0]


def jax_lax(image, kernel, mode):
    """Call `jax.lax.conv`, which wants to be told its padding."""
    import jax

    x, w = (np.asarray(v, np.float32)[None, None] for v in (image, kernel))
    options = {"padding": mode.upper()} if mode else {}
    return np.asarray(jax.lax.conv(x, w, (1, 1), **options))[0, 0]


def onnx(image, kernel, mode):
    """Run a model of one `Conv` with ONNX Runtime."""
    import onnxruntime
    from onnx import TensorProto, helper

    def shape(name, sides):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, *sides])

    options = {"auto_pad": "SAME_UPPER"} if mode == "same" else {}
    node = helper.make_node("Conv", ["x", "w"], ["y"], **options)
    inputs = [shape("x", image.shape), shape("w", kernel.shape)]
    graph = helper.make_graph([node], "one", inputs, [shape("y", [None, None])])
    opset = [helper.make_opsetid("", 22)]
    model = helper.make_model(graph, opset_imports=opset, ir_version=10).SerializeToString()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    x, w = (np.asarray(v, np.float32)[None, None] for v in (image, kernel))
    return session.run(None, {"x": x, "w": w})[0][0, 0]
