"""Pseudonyms: drawn at random, so that nothing about the person or the roster's order can be read from them."""

import secrets

from django.utils.text import slugify

QUALITIES = (
    "Amber Bold Brisk Calm Clever Copper Coral Crisp Daring Dusky Eager Early Fabled Frosty Gentle Gilded Glad Golden "
    "Hardy Hazel Hidden Humble Indigo Ivory Jolly Keen Kind Lively Lucky Lunar Marble Mellow Merry Misty Modest Nimble "
    "Noble Olive Patient Pearl Placid Plucky Polar Proud Quick Quiet Rapid Rosy Rustic Sandy Scarlet Silent Silver "
    "Sleek Snowy Solar Spry Steady Stony Sunny Swift Tidy Topaz Velvet Vivid Warm Wild Windy Wise Witty Zesty"
).split()
CREATURES = (
    "Albatross Badger Bear Beaver Bison Bittern Bobcat Buzzard Caribou Condor Coyote Crane Curlew Dingo Dolphin Dove "
    "Eagle Egret Elk Ermine Falcon Ferret Finch Fox Gannet Gazelle Gecko Grouse Gull Hare Hawk Heron Ibex Ibis Jackal "
    "Jay Kestrel Kingfisher Kite Kiwi Koala Lark Lemur Leopard Linnet Lynx Magpie Marmot Marten Merlin Mink Moose "
    "Newt Ocelot Orca Oriole Osprey Otter Owl Panther Pelican Petrel Pika Plover Puffin Puma Quail Raven Robin Salmon "
    "Seal Shrew Sparrow Stoat Stork Swallow Swan Tapir Tern Thrush Toucan Vole Walrus Weasel Wombat Wren Yak"
).split()


def draw_alias() -> str:
    return f"{secrets.choice(QUALITIES)} {secrets.choice(CREATURES)} {secrets.randbelow(90) + 10}"


def username_from(alias: str) -> str:
    return slugify(alias) or secrets.token_hex(4)
