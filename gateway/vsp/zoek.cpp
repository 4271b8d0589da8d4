#include "gateway/vsp/zoek.hpp"

#include "gateway/vsp/velden.hpp"

#include <boost/json.hpp>

namespace gateway::vsp {

namespace {

bool same(std::string const& wanted, std::string const& has) { return wanted.empty() || wanted == has; }

} // namespace

std::expected<Zoekvraag, Fouten> lees_zoekvraag(std::string_view text, std::int64_t hoogste) {
    Fouten fouten;
    boost::system::error_code ec;
    auto const parsed = boost::json::parse(text, ec);
    if (ec) return std::unexpected(Fouten{{"zoekpad", {"is geen geldige JSON"}}});
    Velden top(&parsed, "", fouten);
    Zoekvraag vraag;
    vraag.limit = top.getal("limit", 1, hoogste, false).value_or(hoogste);
    auto const* eigen = top.veld("zoekpad");
    std::optional<Velden> binnen;
    if (eigen != nullptr) binnen.emplace(eigen, "zoekpad", fouten);
    Velden& pad = binnen ? *binnen : top;

    auto const type = pad.tekst("zoekpadType", 60, true);
    if (type == "ZoekpadOpBerichtstroom") {
        Velden stroom(pad.veld("berichtstroom"), pad.pad("berichtstroom"), fouten);
        vraag.pad = OpBerichtstroom{stroom.tekst("berichttype", 60, true), stroom.tekst("berichtsubtype", 60, false),
                                    stroom.getal("berichtversie", 0, 999, false), stroom.getal("berichtsubversie", 0, 999, false),
                                    stroom.tekst("actie", 60, false)};
        stroom.klaar();
    } else if (type == "ZoekpadOpConversatieId") {
        vraag.pad = OpConversatieId{pad.uuid("conversatieId", true)};
    } else if (type == "ZoekpadOpAlsAntwoordOp") {
        vraag.pad = OpAlsAntwoordOp{pad.uuid("alsAntwoordOp", true)};
    } else if (!type.empty()) {
        pad.fout("zoekpadType", "is ZoekpadOpBerichtstroom, ZoekpadOpConversatieId of ZoekpadOpAlsAntwoordOp");
        return std::unexpected(std::move(fouten));
    }
    if (binnen) binnen->klaar();
    top.klaar();
    if (!fouten.empty()) return std::unexpected(std::move(fouten));
    return vraag;
}

bool past(Zoekvraag const& vraag, Metadata const& metadata) {
    if (auto const* pad = std::get_if<OpConversatieId>(&vraag.pad)) return pad->conversatie_id == metadata.conversatie_id;
    if (auto const* pad = std::get_if<OpAlsAntwoordOp>(&vraag.pad)) return pad->als_antwoord_op == metadata.als_antwoord_op;
    auto const& pad = std::get<OpBerichtstroom>(vraag.pad);
    return pad.berichttype == metadata.berichttype && same(pad.berichtsubtype, metadata.berichtsubtype) &&
           same(pad.actie, metadata.actie) && pad.berichtversie.value_or(metadata.berichtversie) == metadata.berichtversie &&
           pad.berichtsubversie.value_or(metadata.berichtsubversie) == metadata.berichtsubversie;
}

} // namespace gateway::vsp
