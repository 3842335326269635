"""What people and other programs are shown: counts and problems, as text in one format each."""
