"""The mean cross-entropy of N samples has gradient (psi(z) - Delta)/N with respect to the logits."""

from derivations.question import Question
from symbolic.language import *

N, K = sizes("N K")  # samples, classes
n, i = indices("n i", N)  # i is the i' of the sheet
m, j = indices("m j", K)  # j is its j'
z = real("z", N, K)  # (N, K) logits
k = label("k", N, K)  # k[i] is the class y_i of sample i
psi = softmax(z)  # (N, K)
Delta = array(delta(j, k[i]), i, j)  # (N, K) one-hot labels
J = Mean(-log(psi[n, k[n]]), n)

question = Question(
    "hw3.q2a",
    "The gradient of the softmax loss",
    sheet="hw3_softmax_mlp",
    loss=J,
    where={"psi": psi, "Delta": Delta, "J": J},
)

Z = Sum(exp(z[i, m]), m)
question.chain(
    "loss",
    Mean(-log(psi[n, k[n]]), n),
    ("==", Mean(-log(exp(z[n, k[n]]) / Sum(exp(z[n, m]), m)), n), "definition of psi"),
)
quotient = (exp(z[i, j]) * delta(j, k[i]) * Z - exp(z[i, k[i]]) * exp(z[i, j])) / Z**2
question.chain(
    "softmax-step",
    d(J, z[i, j]),
    ("==", -d(log(psi[i, k[i]]) / N, z[i, j]), "only sample i depends on z[i, j]"),
    ("==", -1 / N * (1 / psi[i, k[i]]) * d(psi[i, k[i]], z[i, j]), "derivative of log"),
    ("==", -1 / N * (1 / psi[i, k[i]]) * quotient, "quotient rule"),
    ("==", -1 / N * (Z / exp(z[i, k[i]])) * quotient, "definition of psi"),
    ("==", 1 / N * (exp(z[i, j]) / Z - delta(j, k[i]))),
)
question.claim("gradient", Equal(grad(J, z), (psi - Delta) / N), says="dJ/dz = (1/N)(psi(z) - Delta)")
