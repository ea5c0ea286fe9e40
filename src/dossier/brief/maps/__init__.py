"""Maps: the atlas that comes with Dossier, and how a part of it is drawn."""
