"""Makes each sleep nothing: a program that merely starts and ends, with nobody watching."""
import time

time.sleep = lambda seconds: None
