"""The rigs, in the order of their definition."""

RIGS = []


def rig(name):
    def register(function):
        RIGS.append((name, function))
        return function
    return register
