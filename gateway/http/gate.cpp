#include "gateway/http/gate.hpp"

#include "gateway/wie.hpp"

#include <boost/beast/core/string.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>

namespace gateway::http {

namespace {

namespace beast = boost::beast;
using beast::http::field;
using Header = beast::http::request_header<>;

std::unexpected<Answer> refusal(unsigned status, std::string_view detail) { return std::unexpected(problem(status, detail)); }

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

/// The value of a field that stands there once; nullopt when it does not stand there; `twice` when it stands there more often.
std::optional<std::string_view> single(Header const& header, field name, bool& twice) {
    auto const [first, last] = header.equal_range(name);
    if (first == last) return std::nullopt;
    twice = twice || std::next(first) != last;
    return view(first->value());
}

/// One of `types`, with at most charset=utf-8 behind it.
bool content_type_is(std::string_view value, std::initializer_list<beast::string_view> types) {
    auto const trim = [](std::string_view text) {
        while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
        return text;
    };
    auto const semicolon = value.find(';');
    auto const type = trim(value.substr(0, semicolon));
    if (std::ranges::none_of(types, [type](auto const& one) { return beast::iequals({type.data(), type.size()}, one); })) return false;
    if (semicolon == std::string_view::npos) return true;
    auto const parameter = trim(value.substr(semicolon + 1));
    return beast::iequals({parameter.data(), parameter.size()}, "charset=utf-8") ||
           beast::iequals({parameter.data(), parameter.size()}, "charset=\"utf-8\"");
}

bool multipart(std::string_view value) {
    constexpr std::string_view start = "multipart/form-data;";
    auto const got = value.substr(0, start.size());
    return beast::iequals({got.data(), got.size()}, {start.data(), start.size()});
}

/// Length and framing: what request smuggling lives on.
std::expected<Toegang, Answer> framing(Header const& header) {
    Toegang toegang;
    bool twice = false;
    auto const encoding = single(header, field::transfer_encoding, twice);
    auto const length = single(header, field::content_length, twice);
    auto const host = single(header, field::host, twice);
    auto const expect = single(header, field::expect, twice);
    if (twice) return refusal(400, "Transfer-Encoding, Content-Length, Host en Expect mogen elk hooguit één keer voorkomen.");
    if (!host || host->empty() || host->find_first_of(" \t,/\\@") != std::string_view::npos)
        return refusal(400, "De kop moet precies één geldige Host hebben.");
    if (encoding && length) return refusal(400, "Content-Length en Transfer-Encoding mogen niet samen voorkomen.");
    if (encoding) {
        if (header.version() != 11 || !beast::iequals({encoding->data(), encoding->size()}, "chunked"))
            return refusal(400, "Transfer-Encoding kan alleen het ene woord chunked zijn, en alleen in HTTP/1.1.");
        toegang.chunked = true;
    }
    if (length) {
        auto const* end = length->data() + length->size();
        auto const [stop, ec] = std::from_chars(length->data(), end, toegang.length);
        if (ec != std::errc() || stop != end || (length->size() > 1 && length->front() == '0'))
            return refusal(400, "Content-Length moet een geheel getal zijn, zonder voorloopnullen.");
    }
    if (expect) {
        if (!beast::iequals({expect->data(), expect->size()}, "100-continue")) return refusal(417, "Expect kan alleen 100-continue zijn.");
        toegang.expects_continue = header.version() == 11;
    }
    return toegang;
}

} // namespace

std::optional<Answer> refuse_head(std::string_view head) {
    std::size_t lines = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        auto const c = static_cast<unsigned char>(head[i]);
        if (c == '\r') {
            if (i + 1 == head.size() || head[i + 1] != '\n') return problem(400, "Een regeleinde in de kop moet CR LF zijn.");
            auto const line = head.substr(0, i);
            if (lines == 0 && line.substr(0, line.rfind(' ') + 1).size() + 8 != line.size())
                return problem(400, "De eerste regel moet METHODE ADRES HTTP/1.1 zijn.");
            ++i;
            ++lines;
            if (i + 1 < head.size() && (head[i + 1] == ' ' || head[i + 1] == '\t'))
                return problem(400, "Een kopregel mag niet op de volgende regel doorgaan.");
        } else if (c == '\n') {
            return problem(400, "Een regeleinde in de kop moet CR LF zijn.");
        } else if ((c < 0x20 && c != '\t') || c == 0x7f) {
            return problem(400, "De kop mag geen stuurtekens bevatten.");
        }
    }
    // Beside the fields there are the request line and the empty line.
    if (lines > field_limit + 2) return problem(431, fmt::format("De kop mag hooguit {} velden hebben.", field_limit));
    return std::nullopt;
}

std::expected<Toegang, Answer> admit(Header const& header, std::uint64_t max_message) {
    auto toegang = framing(header);
    if (!toegang) return toegang;

    auto const target = view(header.target());
    if (target.empty() || target.front() != '/') return refusal(400, "Het adres moet met / beginnen.");
    for (char const c : target)
        if (c <= 0x20 || static_cast<unsigned char>(c) >= 0x7f)
            return refusal(400, "Het adres mag alleen zichtbare ASCII-tekens bevatten.");
    auto const mark = target.find('?');
    auto const methode = view(header.method_string());
    auto doel = find_route(target.substr(0, mark), methode);
    if (!doel) return refusal(404, "Dit adres bestaat niet; op / staat welke er zijn.");
    if (!decode_path(*doel))
        return refusal(400, "In het adres horen achter % twee hexadecimale cijfers van een zichtbaar ASCII-teken, en niet van een schuine streep.");
    if (mark != std::string_view::npos)
        if (auto const added = add_query(*doel, target.substr(mark + 1)); !added) return refusal(400, added.error());
    auto const route = doel->route;
    toegang->doel = std::move(*doel);
    toegang->accept = view(header[field::accept]);
    toegang->accept_encoding = view(header[field::accept_encoding]);
    for (auto const& [kop, waarde] :
         {std::pair{gebruiker_kop, &toegang->gebruiker}, std::pair{reden_kop, &toegang->reden}, std::pair{csrf_kop, &toegang->csrf},
          std::pair{std::string_view("Cookie"), &toegang->cookie}, std::pair{std::string_view("Origin"), &toegang->origin},
          std::pair{std::string_view("Sec-Fetch-Site"), &toegang->sec_fetch_site}}) {
        beast::string_view const naam(kop.data(), kop.size());
        if (header.count(naam) > 1) return refusal(400, fmt::format("{} mag hooguit één keer voorkomen.", kop));
        *waarde = view(header[naam]);
    }
    toegang->host = view(header[field::host]);
    for (auto [at, last] = header.equal_range("X-Forwarded-For"); at != last; ++at) toegang->doorgestuurd_voor = view(at->value());
    toegang->if_match = view(header[field::if_match]);
    toegang->if_none_match = view(header[field::if_none_match]);
    toegang->last_event_id = view(header["Last-Event-ID"]);

    auto const takes = inhoud(route);
    if (!answers(route, methode)) {
        auto answer = problem(405, fmt::format("Hier kan alleen {}.", allowed(route)));
        answer.headers.emplace_back("Allow", allowed(route));
        return std::unexpected(std::move(answer));
    }
    toegang->head = methode == "HEAD";
    if (takes == Inhoud::geen || takes == Inhoud::wissen) {
        if (toegang->chunked || toegang->length > 0) return refusal(400, "GET, HEAD en DELETE hebben geen inhoud.");
        return toegang;
    }

    if (!toegang->chunked && header.count(field::content_length) == 0)
        return refusal(400, "POST moet zeggen hoe lang de inhoud is: Content-Length, of Transfer-Encoding: chunked.");
    if (header.count(field::content_encoding) > 0)
        return refusal(415, "Ingepakte inhoud wordt niet aangenomen; laat Content-Encoding weg en stuur de inhoud zelf.");
    bool twice = false;
    auto const type = single(header, field::content_type, twice);
    bool const one = type && !twice;
    if (takes == Inhoud::xml && !(one && content_type_is(*type, {"application/xml", "text/xml"})))
        return refusal(415, "Content-Type moet application/xml of text/xml zijn, met hooguit charset=utf-8.");
    if (takes == Inhoud::json && !(one && content_type_is(*type, {"application/json"})))
        return refusal(415, "Content-Type moet application/json zijn, met hooguit charset=utf-8.");
    if (takes == Inhoud::soap && !(one && content_type_is(*type, {"text/xml"})))
        return refusal(415, "Content-Type moet text/xml zijn, met hooguit charset=utf-8.");
    if (takes == Inhoud::multipart && !(one && multipart(*type)))
        return refusal(415, "Content-Type moet multipart/form-data zijn, met een boundary.");
    toegang->content_type = *type;
    toegang->soap_action = view(header["SOAPAction"]);
    toegang->body_limit = takes == Inhoud::json ? json_limit : max_message;
    if (toegang->length > toegang->body_limit) return std::unexpected(too_large(toegang->body_limit));
    return toegang;
}

Answer too_large(std::uint64_t limit) { return problem(413, fmt::format("De inhoud mag hooguit {} bytes groot zijn.", limit)); }

} // namespace gateway::http
