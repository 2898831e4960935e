"""A network of two layers: the gradients of its regularised softmax loss in the weights and in the biases."""

from derivations.question import Question
from symbolic.language import *

N, D, H, K = sizes("N D H K")  # samples, inputs, hidden units, classes
n, m = indices("n m", N)
h, u = indices("h u", H)
j = index("j", K)
a1 = real("a1", D, N)  # (D, N) inputs, a sample a column
W1, b1 = real("W1", H, D), real("b1", H)
W2, b2 = real("W2", K, H), real("b2", K)
k = label("k", N, K)  # k[n] is the class of sample n
rate = real("lambda_")

Delta = array(delta(j, k[n]), j, n)  # (K, N) one-hot labels
z2 = W1 @ a1 + array(b1[h], h, n)  # (H, N)
a2 = relu(z2)  # (H, N)
z3 = W2 @ a2 + array(b2[j], j, n)  # (K, N)
psi = softmax(z3.T).T  # (K, N)
J = Mean(-log(psi[k[n], n]), n)
loss = J + rate * (Sum(W1**2) + Sum(W2**2))
dJ_dz3 = 1 / N * (psi - Delta)  # (K, N) by question 2a
dJ_dz2 = (W2.T @ dJ_dz3) * bracket(z2 > 0)  # (H, N)

z = real("z", H, N)  # (H, N) z2 as a variable of its own
psi_of_z = softmax((W2 @ relu(z) + array(b2[j], j, n)).T).T
J_of_z = Mean(-log(psi_of_z[k[n], n]), n)

names = {"Delta": Delta, "z2": z2, "a2": a2, "z3": z3, "psi": psi, "J": J, "loss": loss}
names |= {"dJ_dz3": dJ_dz3, "dJ_dz2": dJ_dz2, "psi_of_z": psi_of_z, "J_of_z": J_of_z}
question = Question("hw3.q2c", "Backpropagation by hand", sheet="hw3_softmax_mlp", loss=loss, where=names)

question.claim(
    "relu",
    Equal(d(relu(z[h, n]), z[u, m]), delta(h, u) * delta(n, m) * bracket(z[h, n] > 0)),
    says="da2/dz2 is the Heaviside step function of z2, entry by entry",
)
question.claim(
    "chain",
    Equal(grad(J_of_z, z), (W2.T @ (1 / N * (psi_of_z - Delta))) * bracket(z > 0)).given(no_kink=Unequal(z[h, n], 0)),
    says="dJ/dz2 = (dJ/dz3 . dz3/da2) * da2/dz2",
)
no_kink = Unequal(z2[h, n], 0)
question.claim("chain.W1", Equal(grad(J, W1), dJ_dz2 @ a1.T).given(no_kink=no_kink), says="dJ/dW1 = dJ/dz2 . dz2/dW1")
question.claim("W1", Equal(grad(loss, W1), dJ_dz2 @ a1.T + 2 * rate * W1).given(no_kink=no_kink))
question.claim("b1", Equal(grad(loss, b1), dJ_dz2 @ ones(N)).given(no_kink=no_kink))
question.claim("W2", Equal(grad(loss, W2), dJ_dz3 @ a2.T + 2 * rate * W2))
question.claim("b2", Equal(grad(loss, b2), dJ_dz3 @ ones(N)))
