"""The Jacobian of the gradient is the Hessian."""

from derivations.question import Question
from symbolic.language import *

u, v, z = point = reals("u v z")  # (3,)
y = function("y", 3)(u, v, z)  # any function with continuous second derivatives
question = Question("hw2.q4", "Gradient, Jacobian, Hessian", sheet="hw2_batchnorm_softmax_newton", loss=y)

gradient = Vector([d(y, u), d(y, v), d(y, z)])
second_derivatives = Matrix(
    [
        [d(y, u, u), d(y, u, v), d(y, u, z)],
        [d(y, v, u), d(y, v, v), d(y, v, z)],
        [d(y, z, u), d(y, z, v), d(y, z, z)],
    ]
)
question.claim("hessian", Equal(jac(gradient, point), second_derivatives), says="the Jacobian of the gradient is H")
question.claim("hessian.gradient", Equal(grad(y, point), gradient))
question.claim(
    "hessian.symmetric",
    Equal(second_derivatives, second_derivatives.T),
    says="that dy/dudv is dy/dvdu is used where H is called the Jacobian, whose rows are derivatives of one entry",
)
