"""From a declaration of social policy (DPS) to a draft of a plan (PST), and the quality of any plan."""
