"""Homework 1: hinge loss, and backpropagation through a sigmoid network."""
