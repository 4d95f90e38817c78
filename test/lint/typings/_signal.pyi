# What `signal` is made of; to import that costs its enums.
from signal import *
