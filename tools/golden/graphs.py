"""Writes the small ONNX graphs that the tests of the CLIP runtime open.

Run with a Python that has onnx and NumPy:  python3 tools/golden/graphs.py
Pictures are 8 x 8 pixels, embeddings have 6 values, weights come from a fixed seed.
"""
import pathlib
import numpy as np
import onnx
from onnx import TensorProto as T, helper as h, numpy_helper as nh

OUT = pathlib.Path(__file__).parents[2] / 'src/test/resources/model/graphs'
D, SIDE, SCALE = 6, 8, 42.0
RANDOM = np.random.RandomState(5)
PIXEL_WEIGHTS = RANDOM.randn(3 * SIDE * SIDE, D).astype(np.float32)
TOKEN_WEIGHTS = RANDOM.randn(1, D).astype(np.float32)
SHIFT = RANDOM.randn(D).astype(np.float32)


def const(name, array):
    return nh.from_array(np.asarray(array), name)


def vision(kind=T.FLOAT, dimension=D):
    """image_embeds = flatten(pixel_values) W, in the given number type."""
    dtype = np.float16 if kind == T.FLOAT16 else np.float32
    nodes = [h.make_node('Flatten', ['pixel_values'], ['flat'], axis=1),
             h.make_node('MatMul', ['flat', 'W'], ['image_embeds'])]
    return nodes, [const('W', PIXEL_WEIGHTS[:, :dimension].astype(dtype))]


def quantized_vision():
    """The same product with activations quantised over the whole batch."""
    scale = np.float32(np.abs(PIXEL_WEIGHTS).max() / 127)
    nodes = [h.make_node('Flatten', ['pixel_values'], ['flat'], axis=1),
             h.make_node('DynamicQuantizeLinear', ['flat'], ['q', 'q_scale', 'q_zero']),
             h.make_node('MatMulInteger', ['q', 'Wq', 'q_zero'], ['product']),
             h.make_node('Cast', ['product'], ['real'], to=T.FLOAT),
             h.make_node('Mul', ['q_scale', 'W_scale'], ['scales']),
             h.make_node('Mul', ['real', 'scales'], ['image_embeds'])]
    weights = np.round(PIXEL_WEIGHTS / scale).astype(np.int8)
    return nodes, [const('Wq', weights), const('W_scale', scale)]


def hidden_quantization():
    """A quantisation that stands only inside the branch of an If."""
    inner = h.make_graph(
        [h.make_node('DynamicQuantizeLinear', ['flat'], ['q', 'qs', 'qz']),
         h.make_node('DequantizeLinear', ['q', 'qs', 'qz'], ['then_out'])],
        'then', [], [h.make_tensor_value_info('then_out', T.FLOAT, None)])
    other = h.make_graph([h.make_node('Identity', ['flat'], ['else_out'])], 'else', [],
                         [h.make_tensor_value_info('else_out', T.FLOAT, None)])
    nodes = [h.make_node('Flatten', ['pixel_values'], ['flat'], axis=1),
             h.make_node('If', ['yes'], ['x'], then_branch=inner, else_branch=other),
             h.make_node('MatMul', ['x', 'W'], ['image_embeds'])]
    return nodes, [const('W', PIXEL_WEIGHTS), const('yes', np.bool_(True))]


def shared_weights():
    """A product with weights that a branch of an If, taken where a batch has a bright pixel, uses too."""
    def branch(name, factor):
        out = name + '_out'
        return h.make_graph([h.make_node('MatMul', ['flat', factor], [name + '_product']),
                             h.make_node('Add', ['embeds', name + '_product'], [out])],
                            name, [], [h.make_tensor_value_info(out, T.FLOAT, None)])
    nodes = [h.make_node('Flatten', ['pixel_values'], ['flat'], axis=1),
             h.make_node('MatMul', ['flat', 'W'], ['embeds']),
             h.make_node('ReduceMax', ['flat'], ['brightest'], keepdims=0),
             h.make_node('Greater', ['brightest', 'limit'], ['bright']),
             h.make_node('If', ['bright'], ['image_embeds'],
                         then_branch=branch('then', 'W'), else_branch=branch('else', 'other'))]
    return nodes, [const('W', PIXEL_WEIGHTS), const('other', -2 * PIXEL_WEIGHTS),
                   const('limit', np.float32(0))]


def text(mask=True):
    """text_embeds = mean over tokens of sin(id w + b); the mean heeds the mask, if there is one."""
    nodes = [h.make_node('Cast', ['input_ids'], ['real'], to=T.FLOAT),
             h.make_node('Unsqueeze', ['real', 'last'], ['column']),
             h.make_node('MatMul', ['column', 'w'], ['lines']),
             h.make_node('Add', ['lines', 'b'], ['shifted']),
             h.make_node('Sin', ['shifted'], ['waves'])]
    if mask:
        nodes += [h.make_node('Cast', ['attention_mask'], ['weight'], to=T.FLOAT),
                  h.make_node('Unsqueeze', ['weight', 'last'], ['weights']),
                  h.make_node('Mul', ['waves', 'weights'], ['kept']),
                  h.make_node('ReduceSum', ['kept', 'middle'], ['sum'], keepdims=0),
                  h.make_node('ReduceSum', ['weights', 'middle'], ['count'], keepdims=0),
                  h.make_node('Div', ['sum', 'count'], ['text_embeds'])]
    else:
        nodes += [h.make_node('ReduceMean', ['waves'], ['text_embeds'], axes=[1], keepdims=0)]
    return nodes, [const('w', TOKEN_WEIGHTS), const('b', SHIFT),
                   const('last', np.array([2], np.int64)), const('middle', np.array([1], np.int64))]


def logits():
    """logits_per_image = SCALE cos(image, text), as combined CLIP graphs give it."""
    nodes = []
    for side in ('image', 'text'):
        nodes += [h.make_node('ReduceL2', [side + '_embeds'], [side + '_norm'], axes=[1], keepdims=1),
                  h.make_node('Div', [side + '_embeds', side + '_norm'], [side + '_unit'])]
    nodes += [h.make_node('Transpose', ['text_unit'], ['turned']),
              h.make_node('MatMul', ['image_unit', 'turned'], ['cosines']),
              h.make_node('Mul', ['cosines', 'scale'], ['logits_per_image'])]
    return nodes, [const('scale', np.float32(SCALE))]


def port(name, kind, *shape):
    return h.make_tensor_value_info(name, kind, shape)


def save(name, parts, inputs, outputs, **options):
    nodes = [node for part in parts for node in part[0]]
    weights = [weight for part in parts for weight in part[1]]
    graph = h.make_graph(nodes, name, inputs, outputs, weights)
    model = h.make_model(graph, opset_imports=[h.make_opsetid('', 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, str(OUT / f'{name}.onnx'), **options)


PIXELS = port('pixel_values', T.FLOAT, 'n', 3, SIDE, SIDE)
IDS = port('input_ids', T.INT64, 'n', 'l')
MASK = port('attention_mask', T.INT64, 'n', 'l')
IMAGES = port('image_embeds', T.FLOAT, 'n', D)
TEXTS = port('text_embeds', T.FLOAT, 'n', D)

if __name__ == '__main__':
    OUT.mkdir(parents=True, exist_ok=True)
    save('vision', [vision()], [PIXELS], [IMAGES])
    save('vision_open', [vision()], [port('pixel_values', T.FLOAT, 'n', 'c', 'h', 'w')],
         [port('image_embeds', T.FLOAT, 'n', 'd')])
    save('vision_half', [vision(T.FLOAT16)], [port('pixel_values', T.FLOAT16, 'n', 3, SIDE, SIDE)],
         [port('image_embeds', T.FLOAT16, 'n', D)])
    save('vision_single', [vision()], [port('pixel_values', T.FLOAT, 1, 3, SIDE, SIDE)],
         [port('image_embeds', T.FLOAT, 1, D)])
    save('vision_quantized', [quantized_vision()], [PIXELS], [IMAGES])
    save('vision_quantized_inside', [hidden_quantization()], [PIXELS], [IMAGES])
    save('vision_shared_weights', [shared_weights()], [PIXELS], [IMAGES])
    large = RANDOM.randn(243, D).astype(np.float32)
    save('vision_large', [(vision()[0], [const('W', large)])], [port('pixel_values', T.FLOAT, 'n', 3, 9, 9)], [IMAGES])
    save('vision_narrow', [vision(dimension=5)], [PIXELS], [port('image_embeds', T.FLOAT, 'n', 5)])
    renamed = [h.make_node('Identity', ['image_embeds'], ['features'])], []
    save('vision_renamed', [vision(), renamed], [PIXELS], [port('features', T.FLOAT, 'n', D)])
    inner = vision()
    inner[0][-1].output[0] = 'e'
    zero = [h.make_node('Sub', ['e', 'e'], ['none']),
            h.make_node('Div', ['none', 'none'], ['image_embeds'])], []
    save('vision_nan', [inner, zero], [PIXELS], [IMAGES])
    save('vision_weights_outside', [vision()], [PIXELS], [IMAGES], save_as_external_data=True,
         location='vision_weights_outside.onnx_data', size_threshold=0)
    save('text', [text()], [IDS, MASK], [TEXTS])
    save('text_no_mask', [text(mask=False)], [IDS], [TEXTS])
    save('text_int32', [text()], [port('input_ids', T.INT32, 'n', 'l'),
                                  port('attention_mask', T.INT32, 'n', 'l')], [TEXTS])
    save('text_fixed', [text()], [port('input_ids', T.INT64, 'n', 77),
                                  port('attention_mask', T.INT64, 'n', 77)], [TEXTS])
    save('text_short', [text()], [port('input_ids', T.INT64, 'n', 16),
                                  port('attention_mask', T.INT64, 'n', 16)], [TEXTS])
    extra = [h.make_node('Cast', ['position_ids'], ['unused'], to=T.FLOAT)], []
    save('text_extra', [text(), extra], [IDS, MASK, port('position_ids', T.INT64, 'n', 'l')], [TEXTS])
    save('combined', [vision(), text(), logits()],
         [port('input_ids', T.INT64, 'texts', 'l'), PIXELS,
          port('attention_mask', T.INT64, 'texts', 'l')],
         [port('logits_per_image', T.FLOAT, 'n', 'texts'),
          port('text_embeds', T.FLOAT, 'texts', D), IMAGES])
    np.savetxt(OUT / 'pixel-weights.txt', PIXEL_WEIGHTS, fmt='%.9g')
    np.savetxt(OUT / 'token-weights.txt', np.vstack([TOKEN_WEIGHTS, SHIFT]), fmt='%.9g')
