{{- $texts := slice }}
{{- range index (partialCached "days.html" (site.GetPage "/articles") "articles") .Title }}
{{- $passages := slice }}
{{- range or (.Store.Get "passages.html") (partial "stored.html" (dict "page" . "name" "passages.html")) }}
{{- $passages = $passages | append (dict "anchor" .theme "heading" .heading "text" (plainify .html | htmlUnescape)) }}
{{- end }}
{{- $source := (site.GetPage (print "/sources/" .Params.source)).Title }}
{{- $texts = $texts | append (dict "key" (partial "search_key.html" .) "url" .RelPermalink "title" .Title "date" (.Date.Format "2006-01-02") "source_name" $source "summary" .Params.summary "marking" "" "passages" $passages) }}
{{- end -}}
briefgenSearch.take("texts",{{ jsonify (dict "lang" "tr" "day" .Title "texts" $texts) }});
