<map version="freeplane 1.11.5">
<node TEXT="Root" ID="ID_1"><node TEXT="Child" ID="ID_2"/></node></map>