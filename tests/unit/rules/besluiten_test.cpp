#include "rules/besluiten.hpp"

#include <doctest/doctest.h>

using model::Gevolg;
using model::PersoonBesluit;
using rules::apply_besluiten;

namespace {

model::Finding finding(Gevolg gevolg, std::uint32_t client, std::uint32_t prestatie) {
    model::Finding b;
    b.regel = "R12";
    b.gevolg = gevolg;
    b.plaats = {model::Klasse::prestatie, client, prestatie, "", 0};
    return b;
}

PersoonBesluit besluit(PersoonBesluit::Soort soort, std::optional<PersoonBesluit::Regel> regel = {}, std::string door = "J. Jansen") {
    PersoonBesluit b;
    b.soort = soort;
    b.regel = regel;
    b.door = std::move(door);
    if (soort == PersoonBesluit::Soort::afkeuren) b.retourcode = "9321";
    return b;
}

} // namespace

TEST_CASE("what a person approved or accepted is a signal that says so") {
    model::Facts feiten;
    feiten.besluiten = {besluit(PersoonBesluit::Soort::goedkeuren, PersoonBesluit::Regel{0, 1}), besluit(PersoonBesluit::Soort::accepteren)};
    feiten.besluiten[1].toelichting = "afgesproken met de aanbieder";
    model::Findings b{finding(Gevolg::aanhouden, 0, 1), finding(Gevolg::aanhouden, 0, 2)};
    apply_besluiten(b, 0, feiten);
    CHECK(b[0].gevolg == Gevolg::signaleren);
    CHECK(b[0].beslist == "Goedgekeurd door J. Jansen");
    CHECK(b[1].beslist == "Geaccepteerd door J. Jansen: afgesproken met de aanbieder");
    CHECK_FALSE(rules::blocks(b));
    CHECK_FALSE(rules::parks(b));
}

TEST_CASE("what a person rejected rejects with the person's code") {
    model::Facts feiten;
    feiten.besluiten = {besluit(PersoonBesluit::Soort::afkeuren)};
    model::Findings b{finding(Gevolg::aanhouden, 1, 0)};
    apply_besluiten(b, 0, feiten);
    CHECK(b[0].gevolg == Gevolg::afkeuren);
    CHECK(b[0].retourcode == "9321");
    CHECK(b[0].beslist == "Afgekeurd door J. Jansen");
    CHECK(rules::blocks(b));
}

TEST_CASE("what is taken back rejects without a code") {
    model::Facts feiten;
    feiten.besluiten = {besluit(PersoonBesluit::Soort::intrekken)};
    model::Findings b{finding(Gevolg::aanhouden, 0, 0)};
    apply_besluiten(b, 0, feiten);
    CHECK(b[0].gevolg == Gevolg::afkeuren);
    CHECK(b[0].retourcode.empty());
    CHECK(b[0].beslist == "Ingetrokken door J. Jansen");
}

TEST_CASE("only parked findings are decided on, and of two decisions the first counts") {
    model::Facts feiten;
    feiten.besluiten = {besluit(PersoonBesluit::Soort::goedkeuren, PersoonBesluit::Regel{0, 0}, "A"), besluit(PersoonBesluit::Soort::afkeuren, {}, "B")};
    model::Findings b{finding(Gevolg::aanhouden, 0, 0), finding(Gevolg::afkeuren, 0, 0), finding(Gevolg::signaleren, 0, 0),
                      finding(Gevolg::aanhouden, 0, 1)};
    apply_besluiten(b, 0, feiten);
    CHECK(b[0].beslist == "Goedgekeurd door A");
    CHECK(b[1].beslist.empty());
    CHECK(b[1].gevolg == Gevolg::afkeuren);
    CHECK(b[2].beslist.empty());
    CHECK(b[3].beslist == "Afgekeurd door B");
}

TEST_CASE("what nobody decided on keeps waiting; findings before the given one are left alone") {
    model::Facts feiten;
    feiten.besluiten = {besluit(PersoonBesluit::Soort::goedkeuren, PersoonBesluit::Regel{0, 1})};
    model::Findings b{finding(Gevolg::aanhouden, 0, 1), finding(Gevolg::aanhouden, 0, 1), finding(Gevolg::aanhouden, 0, 3)};
    apply_besluiten(b, 1, feiten);
    CHECK(b[0].gevolg == Gevolg::aanhouden);
    CHECK(b[1].gevolg == Gevolg::signaleren);
    CHECK(b[2].gevolg == Gevolg::aanhouden);
    CHECK(rules::parks(b));
    CHECK_FALSE(rules::parks({b[1]}));
    CHECK(rules::blocks(b, 2));
}
