"""The mean cross-entropy of N samples has gradient (psi(z) - Delta)/N with respect to the logits."""

from derivations.question import Question
from symbolic.language import *

N, K = sizes("N K")  # samples, classes
n, i = indices("n i", N)  # i is the i' of the sheet
m, j = indices("m j", K)  # j is its j'
z = real("z", N, K)  # (N, K) logits
k = label("k", N, K)  # k[i] is the class of sample i
psi = softmax(z)  # (N, K)
Z = array(Sum(exp(z[i, m]), m), i)  # (N,)
Delta = array(delta(j, k[i]), i, j)  # (N, K) one-hot labels
J = Mean(-log(psi[n, k[n]]), n)

question = Question(
    "hw3.q2a",
    "The gradient of the softmax loss",
    sheet="hw3_softmax_mlp",
    loss=J,
    where={"Z": Z, "psi": psi, "Delta": Delta, "J": J},
)

question.claim(
    "loss",
    Equal(J, Mean(-log(exp(z[n, k[n]]) / Z[n]), n)),
    says="J = (1/N) sum_i -log psi(z_{y_i}) = (1/N) sum_i -log(e^{z_{i, k_i}} / sum_j e^{z_{i, j}})",
)
psi_i, numerator = psi[i, k[i]], exp(z[i, j]) * delta(j, k[i]) * Z[i] - exp(z[i, k[i]]) * exp(z[i, j])
question.chain(
    "softmax-step",
    d(J, z[i, j]),
    ("==", -d(1 / N * log(psi_i), z[i, j]), "only sample i depends on z[i, j]"),
    ("==", -1 / N * (1 / psi_i) * d(psi_i, z[i, j]), "derivative of log"),
    ("==", -1 / N * (1 / psi_i) * (numerator / Z[i] ** 2), "quotient rule"),
    ("==", -1 / N * (Z[i] / exp(z[i, k[i]])) * (numerator / Z[i] ** 2), "definition of psi"),
    ("==", 1 / N * (exp(z[i, j]) / Z[i] - delta(j, k[i])), "cancel"),
)
question.claim("gradient", Equal(grad(J, z), 1 / N * (psi - Delta)), says="dJ/dz = (1/N)(psi(z) - Delta)")
