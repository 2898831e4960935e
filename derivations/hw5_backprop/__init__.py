"""Homework 5: backpropagation in a network of L layers."""
