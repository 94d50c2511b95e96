"""The Streamlit entry point: the page's identity and the list of pages, nothing else."""

import streamlit as st

from ui import pages, sidebar, theme

st.set_page_config(page_title="Assistant PST", page_icon=theme.ICON)
theme.apply()
sidebar.identity()
pages.navigation().run()
