"""Homework 4: XOR by linear regression, the log loss, softmax regression."""
