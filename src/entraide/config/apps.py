"""The roof as a Django app: when everything is loaded, it wires the house."""

from django.apps import AppConfig


class RoofConfig(AppConfig):
    """Wires the house at start."""

    name = "entraide.config"
    label = "config"

    def ready(self) -> None:
        """Connect adapters, flow and places."""
        from entraide.config.wiring import wire  # after the apps are loaded, not before

        wire()
