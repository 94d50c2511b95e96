"""The Streamlit entry point: the page's identity and the list of pages, nothing else."""

import streamlit as st

from ui import chat, theme

st.set_page_config(page_title="Assistant PST", page_icon=theme.ICON)
theme.apply()
st.navigation([st.Page(chat.page, title="Assistant", icon=":material/forum:", url_path="assistant")]).run()
