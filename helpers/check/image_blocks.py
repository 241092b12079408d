"""What goes wrong in filters of images, as blocks: each alters one stage."""

from dataclasses import replace

import numpy as np

from helpers.check import acts, blocks
from helpers.check.blocks import Block

# How the kernel lies.

TURNED = (
    "A convolution turns the kernel by 180 degrees: it reverses the rows and the columns. "
    "Under which pixel of the window does kernel[0, 0] come to lie?"
)
NO_FLIP = Block(
    "orient",
    (acts.every,),
    "This is the cross-correlation: you did not flip the kernel (or flipped it twice: by hand, "
    "and again in a function that flips it itself).",
    TURNED,
    "the kernel was not flipped",
)
FLIP_ROWS = Block(
    "orient",
    (np.flipud,),
    "You flipped only the row axis (upside down).",
    "`kernel[::-1]` reverses the rows and leaves the columns alone. What reverses both?",
    "the kernel was flipped upside down",
)
FLIP_COLUMNS = Block(
    "orient",
    (np.fliplr,),
    "You flipped only the column axis (left-right).",
    "`kernel[:, ::-1]` reverses the columns and leaves the rows alone. What reverses both?",
    "the kernel was flipped left-right",
)
TRANSPOSED = Block(
    "orient",
    (np.transpose,),
    "The kernel was transposed: its rows and columns are exchanged.",
    TURNED,
    "the kernel was transposed",
)
ANTI_TRANSPOSED = Block(
    "orient",
    (lambda h: np.flip(h).T,),
    "The kernel was transposed and turned by 180 degrees.",
    "One of the two is too much. In which of your lines do row and column change places?",
    "the kernel was transposed and turned by 180 degrees",
)
QUARTER = Block(
    "orient",
    (np.rot90,),
    "The kernel was turned by 90 degrees, counterclockwise.",
    "`np.rot90` makes a quarter turn. How many of them are half a turn?",
    "the kernel was turned by 90 degrees",
)
THREE_QUARTERS = Block(
    "orient",
    (lambda h: np.rot90(h, 3),),
    "The kernel was turned by 270 degrees (or by 90 degrees clockwise).",
    "How many quarter turns are half a turn?",
    "the kernel was turned by 270 degrees",
)
SCRAMBLED = Block(
    "orient",
    (
        lambda h: np.roll(h, [k // 2 for k in h.shape], range(h.ndim)),
        lambda h: np.flip(np.roll(h, [k // 2 for k in h.shape], range(h.ndim))),
    ),
    "The kernel is used in a scrambled order: with negative indices Python counts from the end.",
    "Offsets run from −1 to 1, indices into a kernel from 0 to 2. What has to be added to an "
    "offset to make it an index?",
    "the kernel is used in a scrambled order",
)

# What lies outside.

OUTSIDE = "Here zeros stand outside the image. Which products should vanish at the border?"
EDGE = Block(
    "border",
    (acts.padded("edge"),),
    "You padded with the edge value instead of zeros.",
    OUTSIDE,
    "the border repeats the edge pixel",
)
SYMMETRIC = Block(
    "border",
    (acts.padded("symmetric"),),
    "You padded with the mirror image, edge pixel repeated (the default of `scipy.ndimage`).",
    OUTSIDE,
    "the border is mirrored, edge pixel repeated",
)
REFLECT = Block(
    "border",
    (acts.padded("reflect"),),
    "You padded with the mirror image, edge pixel not repeated (NumPy's 'reflect').",
    OUTSIDE,
    "the border is mirrored, edge pixel not repeated",
)
WRAP = Block(
    "border",
    (acts.padded("wrap"),),
    "You wrapped around: at the border pixels from the opposite side come in.",
    OUTSIDE,
    "the border wraps around",
)
FFT = Block(
    "crop",
    (acts.folded(lambda n, m: n),),
    "You wrapped around: this is the product of two FFTs, without zero padding.",
    "How many zeros must be added before the FFT so that nothing comes back on the other side?",
    "the border wraps around",
)
NEGATIVE_INDEX = Block(
    "border",
    (acts.wrapped_before,),
    "At the top and left border pixels from the other side come in.",
    "image[−1] is no error in Python, it is the last row; in the formula it is zero. For which "
    "pixels does your index become negative?",
    "negative indices read from the other side of the image",
)

# Which outputs there are, and where.

FULL = Block(
    "crop",
    (acts.full,),
    "This is the full result, larger than the image.",
    "Only those outputs are wanted that have a pixel of the image under the centre of the "
    "kernel. How many rows must go at the top, and how many at the bottom?",
    "the full result was kept",
)
VALID = Block(
    "crop",
    (acts.valid,),
    "This is the 'valid' result, smaller than the image: only full neighbourhoods.",
    "There is one output for each pixel, for those at the border too. What stands under the part "
    "of the kernel that sticks out?",
    "the output is smaller ('valid')",
)
AT_THE_PIXEL = "Which entry of the kernel should lie on the pixel whose output you compute?"
STARTS_AT_PIXEL = Block(
    "crop",
    (lambda y, n, m: acts.cut(y, [k - 1 for k in m], n),),
    "The window starts at the pixel instead of being centred on it.",
    AT_THE_PIXEL,
    "the window starts at the pixel",
)
ENDS_AT_PIXEL = Block(
    "crop",
    (lambda y, n, m: acts.cut(y, 0, n),),
    "The window ends at the pixel instead of being centred on it.",
    AT_THE_PIXEL,
    "the window ends at the pixel",
)


def _moved(way, *by):
    """Return the two blocks that move everything by one pixel: before and after cropping."""
    said = (
        f"Everything is one pixel too far {way}.",
        AT_THE_PIXEL,
        f"everything is one pixel too far {way}",
    )
    return (
        Block("crop", (acts.moved(*by),), *said),
        Block("shift", (acts.pushed(*by), acts.rolled(*by)), *said),
    )


MOVED_UP, MOVED_DOWN = _moved("up", -1, 0), _moved("down", 1, 0)
MOVED_LEFT = _moved("to the left", 0, -1)
MOVED_RIGHT = _moved("to the right", 0, 1)

ZERO_BORDER = Block(
    "crop",
    (lambda y, n, m: acts.same(acts.within(acts.valid)(y, n, m), n, m),),
    "The border is zero: you computed only the pixels with a full neighbourhood.",
    "The pixels at the border have a sum as well. Which products are left there, when nothing "
    "lies outside?",
    "only full neighbourhoods were computed, and the border is zero",
)
COPIED_BORDER = Block(
    "finish",
    (acts.framed_by_input,),
    "At the border your output is the unchanged image.",
    "The pixels at the border have a sum as well. Which products are left there, when nothing "
    "lies outside?",
    "the border is that of the unchanged image",
)
STOPS_EARLY = Block(
    "shift",
    (acts.lines(-1, 0), lambda y, n, m: y[tuple(slice(0, -1) for _ in n)]),
    "The last row and the last column were not computed.",
    "`range(k)` ends at k − 1 already. Up to which row do your loops go, and which is the last?",
    "the last row and the last column were not computed",
)
STARTS_LATE = Block(
    "shift",
    (acts.lines(0, 0), lambda y, n, m: y[tuple(slice(1, None) for _ in n)]),
    "The first row and the first column were not computed.",
    "Python counts from zero. Which row is the first that your loops visit?",
    "the first row and the first column were not computed",
)
OUTPUT_TRANSPOSED = Block(
    "shift",
    (lambda y, n, m: y.T,),
    "Rows and columns of your output are exchanged.",
    "`output[i, j]` belongs to `image[i, j]`. Which of the two counts the rows?",
    "rows and columns of the output are exchanged",
)
OUTPUT_TURNED = Block(
    "shift",
    (lambda y, n, m: np.flip(y),),
    "Your output is turned by 180 degrees (either the result or image and kernel were flipped).",
    "Only the kernel is flipped. In which of your lines is the image reversed?",
    "the output is turned by 180 degrees",
)

# How they are computed.

IN_PLACE = Block(
    "store",
    tuple(acts.in_place(own, only) for own in (False, True) for only in (False, True)),
    "You wrote the results into the image you were still reading (`out = image` does not copy).",
    "The next window reads pixels that are results already. Where could the results go instead?",
    "the results were written into the image while it was read",
)
MATRIX_PRODUCT = Block(
    "store",
    (acts.matrix_product,),
    "You used the matrix product @ (`np.dot`) of patch and kernel.",
    "The sum needs each pixel times the weight that lies on it. Which operator multiplies entry "
    "by entry?",
    "patch and kernel were multiplied as matrices",
)
OVERWRITE = Block(
    "combine",
    (*blocks.LAST_OF_KERNEL.acts, *blocks.LAST_OF_INPUT.acts),
    "Each output holds a single product.",
    "A new product should join the earlier ones, not replace them. What is the difference "
    "between = and +=?",
    "each output holds a single product",
)
NOT_RESET = replace(
    blocks.NOT_RESET,
    text="Your values keep growing from pixel to pixel.",
    clause="each value contains all the earlier ones",
)
RESET_PER_ROW = Block(
    "finish",
    (acts.running_rows,),
    "Your values keep growing along each row.",
    "Each output is a sum of its own. Between which two of your loops does the sum become zero, "
    "and where should it?",
    "the sum becomes zero again only once in each row",
)
MEAN = replace(
    blocks.MEAN, text="You divided by the number of kernel entries: a mean of the products."
)
NORMALISED = blocks.NORMALISED
LARGEST = blocks.LARGEST
ADDED = replace(
    blocks.ADDED,
    ask="Each term of the sum is a pixel times a weight. Which sign stands between the two in "
    "your line?",
)
TRUNCATED, TRUNCATED_STEPS = blocks.TRUNCATED, blocks.TRUNCATED_STEPS
ROUNDED = blocks.ROUNDED
NEGATED = blocks.NEGATED
ABSOLUTE = Block(
    "finish",
    blocks.ABSOLUTE.acts,
    "You took absolute values.",
    blocks.ABSOLUTE.ask,
    blocks.ABSOLUTE.clause,
)
CLIPPED = Block(
    "finish",
    (
        *blocks.CLIPPED.acts,
        lambda y, x, h: np.clip(y, 0, 255),
        lambda y, x, h: np.clip(np.round(y), 0, 255) if x.dtype == np.uint8 else y,
    ),
    "Values are missing: you clipped to the range of an image (or a library did, because the "
    "image has 8 bits).",
    "A sum of products may be negative, or larger than 255. Where do such values get lost?",
    "values were clipped to the range of an image",
)
WRAPPED = Block(
    "finish",
    (
        acts.wrapped,
        lambda y, x, h: acts.wrapped(y, x, h) if x.dtype == np.uint8 else y,
    ),
    "Negative results turned into large ones: the arithmetic wrapped around at 256.",
    "An array of type uint8 holds 0 to 255 only. Which of your arrays has that type, and which "
    "type could hold every sum?",
    "the arithmetic wrapped around at 256",
)
WRAPPED_PRODUCTS = Block(
    "combine",
    (
        lambda windows, kernel, inside: (
            np.mod(windows * kernel, 256).sum(-1)
            if windows.dtype == np.uint8
            else acts.total(windows, kernel, inside)
        ),
    ),
    WRAPPED.text,
    WRAPPED.ask,
    WRAPPED.clause,
)
LIKE_IMAGE = Block(
    "finish",
    (acts.as_input,),
    "Your output has the type of the image: no decimals for whole numbers, 0 to 255 for 8 bits.",
    "`np.zeros_like(image)` and `image.copy()` take over the type. Which type can hold every sum?",
    "the output has the type of the image",
)
KERNEL_OF_ONES = replace(
    blocks.KERNEL_OF_ONES,
    text="The weights do not matter to your output: you added up pixels.",
    ask="Each pixel has a weight in the sum. Which entry of the kernel is it?",
)
