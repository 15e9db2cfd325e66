{{- /* The words of a month: of each text the codes of its different words (title, summary, passages, who is named); a word
gets the next code where it first stands. */ -}}
{{- $pages := index (partialCached "months.html" (site.GetPage "/articles") "/articles") .Title }}
{{- $names := newScratch }}{{ $numbers := newScratch }}
{{- range $pages }}
{{- $names.Add "days" (slice (.Date.Format "2006-01-02")) }}
{{- $names.Add "sources" .Params.sources }}
{{- $names.Add "themes" .Params.themes }}
{{- $names.Add "people" .Params.people }}
{{- end }}
{{- range $kind, $ids := $names.Values }}
{{- $ids = uniq $ids }}{{ $names.Set $kind $ids }}
{{- range $number, $id := $ids }}{{ $numbers.Set $id $number }}{{ end }}
{{- end }}
{{- $plain := dict "noHTMLEscape" true }}{{ $codes := newScratch }}{{ $terms := slice }}{{ $docs := slice }} -}}
briefgenSearch.take("words",{"lang":"tr","month":"{{ .Title }}","names":{{ jsonify $plain $names.Values }},"texts":[
{{- range $at, $page := $pages }}
{{- $source := (site.GetPage (print "/sources/" .Params.source)).Title }}
{{- $words := printf "%s %s %s" .Title .Params.summary $source }}
{{- $day := $numbers.Get (.Date.Format "2006-01-02") }}
{{- if $at }},{{ end }}{"key":"{{ partial "search_key.html" . }}","day":{{ $day }},"date":{{ $day }},"sources":[{{ $numbers.Get .Params.source }}],"passages":[
{{- range $at, $passage := or (.Store.Get "passages.html") (partial "stored.html" (dict "page" . "name" "passages.html")) }}
{{- $words = print $words " " (plainify .html | htmlUnescape) }}
{{- if $at }},{{ end }}[[{{ $numbers.Get .theme }}],[
{{- range $at, $id := .people }}{{ if $at }},{{ end }}{{ $numbers.Get . }}{{ $words = print $words " " (site.GetPage (print "/people/" .)).Title }}{{ end }}]]
{{- end }}]}
{{- $docs = $docs | append $words }}
{{- end }}],"docs":[
{{- range $at, $text := $docs }}{{ if $at }},{{ end }}"
{{- range partial "words.html" $text }}
{{- $code := $codes.Get . }}
{{- if not $code }}{{ $code = partial "search_code.html" (len $terms) }}{{ $codes.Set . $code }}{{ $terms = $terms | append . }}{{ end }}
{{- $code }}
{{- end }}"
{{- end }}],"terms":{{ jsonify $plain (delimit $terms " ") }}});
