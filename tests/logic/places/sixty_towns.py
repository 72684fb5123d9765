"""The sixty largest towns of Belgium and of France, and large ones of the neighbours, by how many places they must have."""

LARGE = 24
MIDDLE = 4
FEW = 4

BELGIUM = """Antwerpen, Gent, Charleroi, Bruxelles, Schaerbeek, Liège, Anderlecht, Brugge, Namur, Leuven, Molenbeek-Saint-Jean, Mons,
Aalst, Ixelles, Mechelen, Uccle, La Louvière, Sint-Niklaas, Hasselt, Kortrijk, Oostende, Tournai, Genk, Seraing, Roeselare,
Mouscron, Woluwe-Saint-Lambert, Forest, Verviers, Jette, Etterbeek, Beveren, Saint-Gilles, Beringen, Dendermonde, Turnhout,
Vilvoorde, Heist-op-den-Berg, Dilbeek, Evere, Lokeren, Sint-Truiden, Herstal, Geel, Brasschaat, Ninove, Halle, Maasmechelen,
Woluwe-Saint-Pierre, Grimbergen, Waregem, Mol, Braine-l'Alleud, Auderghem, Ieper, Tienen, Lier, Knokke-Heist, Châtelet, Wavre,
Ottignies-Louvain-la-Neuve, Lommel, Geraardsbergen"""

FRANCE = """Paris, Marseille, Lyon, Toulouse, Nice, Nantes, Montpellier, Strasbourg, Bordeaux, Lille, Rennes, Toulon, Reims,
Saint-Étienne, Le Havre, Villeurbanne, Dijon, Angers, Grenoble, Saint-Denis, Nîmes, Aix-en-Provence, Clermont-Ferrand, Le Mans,
Brest, Tours, Amiens, Annecy, Limoges, Boulogne-Billancourt, Metz, Perpignan, Besançon, Orléans, Rouen, Montreuil, Argenteuil,
Mulhouse, Caen, Nancy, Tourcoing, Roubaix, Nanterre, Vitry-sur-Seine, Créteil, Avignon, Poitiers, Aubervilliers,
Aulnay-sous-Bois, Colombes, Dunkerque, Versailles, Asnières-sur-Seine, Courbevoie, Champigny-sur-Marne, Béziers,
Saint-Maur-des-Fossés, Cannes, Rueil-Malmaison, Bourges, La Rochelle, Pau, Calais, Antibes, Mérignac, Saint-Nazaire, Drancy,
Ajaccio, Colmar, Villeneuve-d'Ascq, Chambéry, Quimper, Valence, Troyes, Lorient"""

WITH_MANY = """Antwerpen, Gent, Bruxelles, Liège, Paris, Marseille, Lyon, Toulouse, Nice, Nantes, Strasbourg, Bordeaux, Lille,
Montpellier, Rennes"""

NEIGHBOURS = """Luxembourg LU, Esch-sur-Alzette LU, Aachen DE, Köln DE, Düsseldorf DE, Trier DE, Berlin DE, Hamburg DE, München DE,
Frankfurt am Main DE, Amsterdam NL, Rotterdam NL, Utrecht NL, Maastricht NL, Eindhoven NL, Genève CH, Lausanne CH, Zürich CH,
Basel CH, London GB"""


def towns(text: str) -> list[str]:
    """The names of one of the lists above."""
    return [name.strip() for name in text.replace("\n", " ").split(",")]
