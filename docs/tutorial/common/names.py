# SPDX-License-Identifier: EUPL-1.2
"""People who do not exist are drawn from two lists."""

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
