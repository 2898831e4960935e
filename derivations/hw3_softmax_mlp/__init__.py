"""Homework 3: the softmax loss and a two-layer network."""
