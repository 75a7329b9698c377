# SPDX-License-Identifier: EUPL-1.2
"""Names for a municipality that does not exist.

Products and suppliers are invented; people are drawn from two lists."""

FIRST_NAMES = (
    "Anouk Bart Chloë Daniël Esmée Fleur Gijs Hanneke Ilse Jeroen Karin Lotte Maarten Noël "
    "Olga Pieter Quinten René Saskia Tijmen Ursula Vincent Wendy Xander Yasmina Zoë Ahmet "
    "Büşra Çağla Dóra Emre Fatıma Gülşen Hüseyin İlker Jürgen Kwame Łukasz Małgorzata Linh "
    "Özlem Priya Raúl Søren Thảo Ümit Vašek Wim Ximena Yıldız Abdelaziz Anaïs Bram Corné "
    "Dirk-Jan Eefje Frédérique Gerrit Heleen Inge Joëlle Koen Liesbeth Mirjam Niels Oda Petra "
    "Rowan Sjoerd Truus Veerle Willemijn"
).split()

LAST_NAMES = (
    "de Jong|Jansen|van den Berg|Bakker|Visser|Smit|Meijer|de Boer|Mulder|Bos|Vos|Peters|"
    "Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|Kok|"
    "Jacobs|Vermeulen|van den Heuvel|van der Veen|van Dijk|Hoekstra|Yılmaz|Kaya|Çelik|Şahin|"
    "Öztürk|El Amrani|Bouzid|Ouled-Haddou|Nguyễn|Trần|Nowak|Wiśniewska|Kovács|Müller|Groß|"
    "Fernández|Gonçalves|Sørensen|Kwakye|Ramdin|Soerodimedjo|Leito|Tuhumury|Manuhutu|'t Hart|"
    "in 't Veld|van 't Hof|ter Braak|op den Camp|van der Vlugt|Coppens|Sluijs|Terpstra|"
    "Zijlstra|Postma|Veenstra|Haverkamp|Nijland|Wolters"
).split("|")

# Unit and how many of the 300 people it holds.
UNITS = {
    "College en secretarie": 7,
    "Burgerzaken": 34,
    "Sociaal Domein": 62,
    "Belastingen": 21,
    "Vergunningen en Toezicht": 36,
    "Openbare Werken": 41,
    "Financiën en Control": 22,
    "Personeel en Organisatie": 16,
    "Informatie en Automatisering": 33,
    "Communicatie": 12,
    "Veiligheid en Crisisbeheersing": 9,
    "Griffie": 7,
}

# The business applications: name, what it is for, unit that owns it, criticality.
APPLICATIONS = (
    ("Kolk Zaken", "zaaksysteem", "Informatie en Automatisering", "critical"),
    ("Getij Burgerzaken", "basisregistratie personen en reisdocumenten", "Burgerzaken", "critical"),
    ("Sluis Sociaal", "uitkeringen en Wmo", "Sociaal Domein", "critical"),
    ("Stuw Jeugd", "jeugdhulp", "Sociaal Domein", "critical"),
    ("Dijk Belastingen", "heffen en innen", "Belastingen", "critical"),
    ("Terp WOZ", "waarderen van onroerende zaken", "Belastingen", "high"),
    (
        "Wiel Omgeving",
        "vergunningen, toezicht en handhaving",
        "Vergunningen en Toezicht",
        "critical",
    ),
    ("Vliet Financiën", "begroting, boekhouding en betalingen", "Financiën en Control", "critical"),
    ("Peil Personeel", "personeelsdossiers en salarissen", "Personeel en Organisatie", "critical"),
    ("Polder Geo", "kaarten en basisregistraties", "Openbare Werken", "high"),
    ("Rietkraag Groenbeheer", "bomen en groen", "Openbare Werken", "medium"),
    ("Wad Archief", "documenten bewaren", "Informatie en Automatisering", "high"),
    ("Boei Balie", "afspraken en wachtrij", "Burgerzaken", "high"),
    ("Baken Website", "publiekswebsite", "Communicatie", "high"),
    ("Baken Loket", "digitale aanvragen met DigiD", "Burgerzaken", "critical"),
    (
        "Veerpont Koppelvlak",
        "berichtenverkeer tussen systemen",
        "Informatie en Automatisering",
        "critical",
    ),
    ("Anker Toegang", "gebruikers en rechten", "Informatie en Automatisering", "critical"),
    ("Loods Werkplek", "werkplekken en mobiele apparaten", "Informatie en Automatisering", "high"),
    ("Griend Vergaderen", "raadsinformatie en vergaderen", "Griffie", "medium"),
    ("Zandbank Post", "post en scannen", "Informatie en Automatisering", "medium"),
    (
        "Keersluis Brugbediening",
        "bruggen en sluizen op afstand bedienen",
        "Openbare Werken",
        "critical",
    ),
    ("Gemaal Rioolbeheer", "gemalen en riolering", "Openbare Werken", "high"),
    ("Kribbe Meldingen", "meldingen openbare ruimte", "Openbare Werken", "medium"),
    ("Kwelder Schuldhulp", "schuldhulpverlening", "Sociaal Domein", "high"),
    ("Duin Leerplicht", "leerplicht en leerlingenvervoer", "Sociaal Domein", "high"),
    ("Uiterwaard Inkoop", "contracten en inkoop", "Financiën en Control", "medium"),
    ("Slenk Rapportage", "managementinformatie", "Financiën en Control", "medium"),
    ("Oever Telefonie", "telefonie en klantcontact", "Communicatie", "high"),
    ("Golfbreker Crisis", "crisisinformatie", "Veiligheid en Crisisbeheersing", "high"),
    ("Meander Leren", "leeromgeving", "Personeel en Organisatie", "low"),
    ("Zomerdijk Verlof", "verlof en rooster", "Personeel en Organisatie", "low"),
    ("Strekdam Parkeren", "parkeervergunningen en naheffing", "Vergunningen en Toezicht", "medium"),
    ("Branding Nieuwsbrief", "nieuwsbrieven", "Communicatie", "low"),
    ("Schor Begraafplaatsen", "begraafplaatsen", "Openbare Werken", "low"),
    ("Plas Sportzalen", "zalen verhuren", "Openbare Werken", "low"),
    ("Ebbe Enquête", "enquêtes", "Communicatie", "low"),
    ("Vloedlijn Verkiezingen", "ondersteuning van verkiezingen", "Burgerzaken", "high"),
    ("Kade Intranet", "intranet", "Communicatie", "medium"),
    ("Inlaat Formulieren", "formulieren maken", "Informatie en Automatisering", "medium"),
    ("Tolsluis Betalen", "betalen aan de balie en op het web", "Financiën en Control", "high"),
)

# Suppliers: name, what they deliver. The first thirty process or host the municipality's information.
SUPPLIERS = (
    ("Kolkwerk Software B.V.", "application"),
    ("Getijlijn Systemen B.V.", "application"),
    ("Sluiswachter Sociaal B.V.", "application"),
    ("Dijkgraaf & Zn. Software", "application"),
    ("Wielhoek Omgeving B.V.", "application"),
    ("Vlietstroom Financiële Systemen", "application"),
    ("Peilschaal HR B.V.", "application"),
    ("Poldermaat Geo-informatie", "application"),
    ("Wadvast Archieven Coöperatie U.A.", "application"),
    ("Bakenvuur Web B.V.", "application"),
    ("Veerhuis Integratie B.V.", "application"),
    ("Ankerhand Identiteit B.V.", "application"),
    ("Keerdeur Techniek B.V.", "ot"),
    ("Gemaalmeester Installaties", "ot"),
    ("Strekdijk Parkeertechniek", "ot"),
    ("Noorderkwel Datacenters B.V.", "hosting"),
    ("Terpenland Hosting", "hosting"),
    ("Zuiderkrib Cloud B.V.", "cloud"),
    ("Oeverbel Telecom N.V.", "network"),
    ("Lichtvoet Glasvezel Coöperatie", "network"),
    ("Waakvlam Security Operations", "security"),
    ("Rode Boei Pentesten", "security"),
    ("Vuurtoren Audit & Advies", "security"),
    ("Loodslijn Werkplekbeheer", "workplace"),
    ("Meanderschool Opleidingen", "training"),
    ("Uiterton Salarisverwerking", "processing"),
    ("Zandloper Drukwerk & Post", "processing"),
    ("Tolpoort Betaaldiensten", "processing"),
    ("Stiltecentrum Schuldhulp", "processing"),
    ("Jeugdhulp De Rietvogel", "processing"),
    ("Thuiszorg Tussen de Dijken", "processing"),
    ("Leerlingenvervoer Boonstra & Çelik", "processing"),
    ("Incassobureau Van der Krib", "processing"),
    ("Archiefdepot De Eb", "processing"),
    ("Vertaalbureau Überzicht", "processing"),
    ("Onderzoeksbureau Vloedmerk", "processing"),
    ("Brugwacht Alarmering", "physical"),
    ("Sleutelpunt Toegangstechniek", "physical"),
    ("Nachtegaal Beveiliging", "physical"),
    ("Schoon Water Schoonmaak", "physical"),
    ("Kantine De Kombuis", "physical"),
    ("Papierkade Vernietiging", "physical"),
    ("Flexkade Detachering", "staffing"),
    ("Waterpas Interim B.V.", "staffing"),
    ("Bureau Brugman Inhuur", "staffing"),
    ("Stroomlijn Energie", "physical"),
    ("Koelkracht Klimaat", "physical"),
    ("Noodkade Aggregaten", "physical"),
    ("Schermutsel AV-techniek", "workplace"),
    ("Printkreek Multifunctionals", "workplace"),
    ("Mobilé Telefoons", "workplace"),
    ("Kabelgat Installateurs", "network"),
    ("Groene Oever Hoveniers", "physical"),
    ("Plattegrond Landmeters", "processing"),
    ("Verkiezingsdrukkerij De Rode Stip", "processing"),
    ("Camerazicht Verkeer", "ot"),
    ("Slagboom & Co", "ot"),
    ("Weegbrug Meettechniek", "ot"),
    ("Klankbord Enquêtes", "processing"),
    ("Nieuwsgolf Mailings", "processing"),
)
