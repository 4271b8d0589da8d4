#include "store/sqlite/boeking.hpp"
#include "store/sqlite/grootboek.hpp"
#include "store/verbintenissen.hpp"
#include "store/verzoek.hpp"

#include <algorithm>

namespace store::sqlite {
namespace {

model::Result<bool> hangend(Connection& db, VerzoekSleutel const& sleutel) {
    auto row = db.query("SELECT toestand FROM verzoek WHERE aanbieder = ?1 AND domein = ?2 AND referentie = ?3 AND gemeente = ?4");
    auto const found = row.first(sleutel.aanbieder, sleutel.domein, sleutel.referentie, sleutel.gemeente);
    if (!found) return std::unexpected(found.error());
    if (!*found) return false;
    auto const toestand = parse_toestand(row.text(0));
    return toestand == model::VerzoekToestand::open || toestand == model::VerzoekToestand::in_onderzoek;
}

/// An open verzoek asks what its messages asked, any other nothing.
model::Result<void> verzoek_terug(Connection& db, VerzoekSleutel const& sleutel, std::vector<model::Boeking>& lijnen) {
    auto const open = hangend(db, sleutel);
    if (!open) return std::unexpected(open.error());
    auto const bedragen = read_gevraagd(db, sleutel);
    if (!bedragen) return std::unexpected(bedragen.error());
    for (auto const& [rekening, bedrag] : *bedragen) {
        auto const verschil = (*open ? bedrag.gesteld : model::Money{}) - bedrag.nu;
        if (verschil.cents != 0)
            lijnen.push_back(
                {.soort = model::Boeksoort::teruggedraaid, .rekening = rekening, .referentie = sleutel.referentie, .gevraagd = verschil});
    }
    return {};
}

/// What an account loses (factor -1) or gains (1) with a toewijzing.
void boek(model::Inzet const& inzet, std::vector<model::Verbintenis> const& verbintenissen, std::int64_t factor,
          std::vector<model::Boeking>& lijnen) {
    for (auto const& v : verbintenissen) {
        model::Rekening rekening{inzet.aanbieder, inzet.gemeente, inzet.domein, inzet.categorie, inzet.code, v.jaar};
        auto at = std::ranges::find(lijnen, rekening, &model::Boeking::rekening);
        if (at == lijnen.end())
            at = lijnen.insert(lijnen.end(),
                               {.soort = model::Boeksoort::teruggedraaid, .rekening = std::move(rekening), .toewijzing = inzet.nummer});
        at->vastgelegd += model::Money{factor * v.vastgelegd.cents};
        at->toegekend += model::Money{factor * v.toegekend.cents};
        at->beslag += model::Money{factor * v.beslag().cents};
        at->toewijzingen += static_cast<std::int32_t>(v.beslag().cents > 0 ? factor : 0);
    }
}

/// What the step that counts from now on committed, with what has been approved since.
std::vector<model::Verbintenis> herleid(std::vector<model::Verbintenis> stap, std::vector<model::Verbintenis> const& nu) {
    bool const vrijgevallen = std::ranges::any_of(stap, &model::Verbintenis::vrijgevallen);
    for (auto& v : stap) v.toegekend = {};
    for (auto const& oud : nu) {
        if (oud.toegekend.cents == 0) continue;
        auto at = std::ranges::find(stap, oud.jaar, &model::Verbintenis::jaar);
        if (at == stap.end()) at = stap.insert(stap.end(), {.jaar = oud.jaar, .vrijgevallen = vrijgevallen});
        at->toegekend = oud.toegekend;
    }
    for (auto& v : stap)
        if (v.vrijgevallen) v.vastgelegd = std::min(v.vastgelegd, std::max(v.toegekend, model::Money{}));
    std::ranges::sort(stap, {}, &model::Verbintenis::jaar);
    return stap;
}

model::Result<void> toewijzing_terug(Connection& db, std::int64_t toewijzing, BerichtId heen, std::vector<model::Boeking>& lijnen) {
    std::vector<model::Verbintenis> nu;
    {
        auto row = db.query("SELECT verbintenissen FROM toewijzing WHERE id = ?1");
        auto const found = row.first(toewijzing);
        if (!found) return std::unexpected(found.error());
        if (!*found) return {};
        auto decoded = decode_verbintenissen(row.blob(0));
        if (!decoded) return std::unexpected(verbintenissen_unreadable());
        nu = std::move(*decoded);
    }
    auto const eerst = last_stap(db, toewijzing, heen);
    if (!eerst) return std::unexpected(eerst.error());
    auto const straks = last_stap(db, toewijzing, std::nullopt);
    if (!straks) return std::unexpected(straks.error());
    if (!*eerst) return {};

    std::vector<model::Boeking> eigen;
    boek((*eerst)->inzet, nu, -1, eigen);
    if (auto done = delete_inzet(db, (*eerst)->inzet); !done) return done;
    auto const verbintenissen = herleid(*straks ? (*straks)->verbintenissen : std::vector<model::Verbintenis>(), nu);
    boek(*straks ? (*straks)->inzet : (*eerst)->inzet, verbintenissen, 1, eigen);
    if (*straks)
        if (auto done = put_inzet(db, **straks); !done) return done;
    auto set = db.query("UPDATE toewijzing SET verbintenissen = ?2 WHERE id = ?1");
    if (auto done = set.run(toewijzing, encode(verbintenissen)); !done) return done;
    std::erase_if(eigen, [](model::Boeking const& b) {
        return b.vastgelegd.cents == 0 && b.toegekend.cents == 0 && b.beslag.cents == 0 && b.toewijzingen == 0;
    });
    lijnen.insert(lijnen.end(), eigen.begin(), eigen.end());
    return {};
}

} // namespace

model::Result<void> draai_terug(Connection& db, BerichtId retour, BerichtId heen) {
    std::vector<VerzoekSleutel> verzoeken;
    {
        auto row = db.query("SELECT DISTINCT gemeente, domein, aanbieder, referentie FROM verzoek_stap WHERE bericht = ?1");
        auto more = row.first(heen);
        for (; more && *more; more = row.next()) verzoeken.push_back({row.string(0), row.integer(1), row.string(2), row.string(3)});
        if (!more) return std::unexpected(more.error());
    }
    std::vector<std::int64_t> toewijzingen;
    {
        auto row = db.query("SELECT DISTINCT toewijzing FROM inzet_stap INDEXED BY inzet_stap_bericht WHERE bericht = ?1 AND verval = 0");
        auto more = row.first(heen);
        for (; more && *more; more = row.next()) toewijzingen.push_back(row.integer(0));
        if (!more) return std::unexpected(more.error());
    }
    std::vector<model::Boeking> lijnen;
    for (auto const& sleutel : verzoeken)
        if (auto done = verzoek_terug(db, sleutel, lijnen); !done) return done;
    for (auto const toewijzing : toewijzingen)
        if (auto done = toewijzing_terug(db, toewijzing, heen, lijnen); !done) return done;
    return add_boekingen(db, retour, lijnen);
}

} // namespace store::sqlite
