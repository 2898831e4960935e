"""The Jacobian of the gradient is the Hessian."""

from derivations.question import Question
from symbolic.language import *

u, v, z = point = reals("u v z")  # (3,)
y = function("y", 3)(u, v, z)  # any function with continuous second derivatives
gradient = Vector([d(y, u), d(y, v), d(y, z)])
H = Matrix(
    [
        [d(y, u, u), d(y, u, v), d(y, u, z)],
        [d(y, v, u), d(y, v, v), d(y, v, z)],
        [d(y, z, u), d(y, z, v), d(y, z, z)],
    ]
)
names = {"y": y, "gradient": gradient, "H": H}
question = Question("hw2.q4", "Gradient, Jacobian, Hessian", sheet="hw2_batchnorm_softmax_newton", loss=y, where=names)

question.claim("hessian", Equal(jac(gradient, point), H), says="the Jacobian of the gradient is the Hessian")
question.claim("hessian.gradient", Equal(grad(y, point), gradient))
question.claim(
    "hessian.symmetric",
    Equal(H, H.T),
    says="used on the way: the order of the two derivatives does not matter, so that rows and columns may be swapped",
)
