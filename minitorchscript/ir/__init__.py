"""The intermediate representation: types, graphs, their text form and the functions that own them."""
