"""Homework 2: a logistic neuron, batch normalisation, softmax, dropout, Newton's method."""
