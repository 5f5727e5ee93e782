"""The part of the ribbon's language that the add-in uses ([MS-CUSTOMUI]), as tables.

Elements and attributes beyond it are refused: Excel shows no tab at all when it finds one it does not know,
and says nothing of it unless told to.
"""

from __future__ import annotations

from typing import Final

NAMESPACE_2010: Final = "http://schemas.microsoft.com/office/2009/07/customui"
NAMESPACE_2007: Final = "http://schemas.microsoft.com/office/2006/01/customui"

_IDS: Final = frozenset({"id", "tag"})
_PLACE: Final = frozenset({"insertAfterMso", "insertBeforeMso"})
_SHOWN: Final = frozenset({"visible", "getVisible"})
_LABEL: Final = frozenset({"label", "getLabel", "showLabel"})
_PICTURE: Final = frozenset({"imageMso", "showImage"})
_TIPS: Final = frozenset({"screentip", "supertip", "getScreentip", "getSupertip", "keytip"})
_ENABLED: Final = frozenset({"enabled", "getEnabled"})
_SIZE: Final = frozenset({"size"})
_CONTROL: Final = _IDS | _SHOWN | _LABEL | _PICTURE | _TIPS | _ENABLED
_ACTION: Final = frozenset({"onAction", "description"})

#: Attributes of each element.
ATTRIBUTES: Final = {
    "customUI": frozenset({"onLoad"}),
    "ribbon": frozenset({"startFromScratch"}),
    "tabs": frozenset[str](),
    "tab": _IDS | _PLACE | _SHOWN | frozenset({"label", "getLabel", "keytip"}),
    "group": _IDS | _PLACE | _SHOWN | _TIPS | frozenset({"label", "getLabel", "imageMso"}),
    "button": _CONTROL | _ACTION | _SIZE,
    "toggleButton": _CONTROL | _ACTION | _SIZE | frozenset({"getPressed"}),
    "checkBox": _IDS | _SHOWN | _TIPS | _ENABLED | _ACTION | frozenset({"label", "getLabel", "getPressed"}),
    "menu": _CONTROL | _SIZE | frozenset({"itemSize", "description"}),
    "splitButton": _IDS | _SHOWN | _ENABLED | _SIZE | frozenset({"keytip", "showLabel"}),
    "box": _IDS | _SHOWN | frozenset({"boxStyle"}),
    "buttonGroup": _IDS | _SHOWN,
    "labelControl": _IDS | _SHOWN | _LABEL | _TIPS | _ENABLED,
    "separator": _IDS | _SHOWN,
    "menuSeparator": frozenset({"id", "title"}),
}
_IN_GROUP: Final = frozenset(
    {"button", "toggleButton", "checkBox", "menu", "splitButton", "box", "buttonGroup", "labelControl"}
)
_IN_MENU: Final = frozenset({"button", "toggleButton", "checkBox", "menu", "splitButton", "menuSeparator"})
#: What may stand inside each element.
CHILDREN: Final = {
    "": frozenset({"customUI"}),
    "customUI": frozenset({"ribbon"}),
    "ribbon": frozenset({"tabs"}),
    "tabs": frozenset({"tab"}),
    "tab": frozenset({"group"}),
    "group": _IN_GROUP | {"separator"},
    "box": _IN_GROUP,
    "buttonGroup": frozenset({"button", "toggleButton", "menu", "splitButton"}),
    "splitButton": frozenset({"button", "toggleButton", "menu"}),
    "menu": _IN_MENU,
}
#: Each element must carry one of each of these.
REQUIRED: Final = {
    "tab": ({"id"}, {"label", "getLabel"}),
    "group": ({"id"}, {"label", "getLabel"}),
    "button": ({"id"}, {"label", "getLabel"}, {"imageMso"}, {"onAction"}),
    "toggleButton": ({"id"}, {"label", "getLabel"}, {"imageMso"}, {"onAction"}),
    "checkBox": ({"id"}, {"label", "getLabel"}, {"onAction"}),
    "menu": ({"id"}, {"label", "getLabel"}, {"imageMso"}),
    "splitButton": ({"id"},),
    "labelControl": ({"id"}, {"label", "getLabel"}),
    "box": ({"id"},),
    "buttonGroup": ({"id"},),
    "separator": ({"id"},),
    "menuSeparator": ({"id"},),
}
#: Attributes whose values come from a list.
VALUES: Final = {
    "size": frozenset({"normal", "large"}),
    "itemSize": frozenset({"normal", "large"}),
    "boxStyle": frozenset({"horizontal", "vertical"}),
    **dict.fromkeys(
        ("visible", "enabled", "showLabel", "showImage", "startFromScratch"),
        frozenset({"true", "false", "1", "0"}),
    ),
}
#: The longest value that is shown as it should be; the format itself allows 1024 letters.
LONGEST: Final = {"label": 40, "screentip": 80, "supertip": 500, "keytip": 3, "description": 300, "title": 60}
#: What is in a menu has the size of the menu's items.
NO_SIZE_INSIDE: Final = frozenset({"menu", "splitButton"})
#: Two attributes that tell the same thing in two ways.
EITHER: Final = (("label", "getLabel"), ("enabled", "getEnabled"), ("visible", "getVisible"),
                 ("screentip", "getScreentip"), ("supertip", "getSupertip"),
                 ("insertAfterMso", "insertBeforeMso"))  # fmt: skip
