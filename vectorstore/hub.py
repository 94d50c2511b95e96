"""Models named by their place on a hub: whether they are here already, and a short question to the hub if not."""

from pathlib import Path

from ingest.errors import ModelError

_SECONDS = 10


def snapshot(name: str, mark: str) -> Path | None:
    """The directory that holds a model downloaded before, or None.

    Args:
        name: The model's name on the hub.
        mark: A file without which nothing is known of the model.
    """
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(name, mark)
    except HFValidationError:
        return None
    return Path(found).parent if isinstance(found, str) else None


def ask_for(name: str, setting: str) -> None:
    """Ask the hub whether it has a model, once: the libraries that download would try for over a minute.

    Args:
        name: The model's name.
        setting: The setting that names it, for the error.

    Raises:
        ModelError: If the hub has no such model or cannot be reached.
    """
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError

    try:
        HfApi().model_info(name, timeout=_SECONDS)
    except (HFValidationError, RepositoryNotFoundError) as error:
        raise ModelError(
            f"Le modèle « {name} » n'est ni un dossier de cet ordinateur, ni un modèle public du hub Hugging Face.",
            f"Corrigez le réglage {setting} : un nom tel que intfloat/multilingual-e5-base, ou le chemin d'un dossier.",
        ) from error
    except Exception as error:  # the network, a proxy, a firewall: each library has its own errors
        raise ModelError(
            f"Le modèle « {name} » n'est pas sur cet ordinateur et le hub Hugging Face n'est pas joignable "
            f"({type(error).__name__}).",
            f"Téléchargez-le sur une machine connectée, copiez son dossier et donnez-le au réglage {setting} : "
            f"sentence-transformers:DOSSIER.",
        ) from error
