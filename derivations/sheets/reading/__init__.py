"""How a sheet is read: text, statements, syntax trees, names, typed trees."""
